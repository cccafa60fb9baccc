package io.eightnines.gateway.entropy;

import io.eightnines.gateway.result.Bits;
import io.eightnines.gateway.result.EntropyExhausted;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The bits of one draw, taken from the pool eight bytes at a time. What is left of them when the
 * draw is done is thrown away, never kept for another.
 */
public final class PoolBits implements Bits {

  private final Pool pool;
  private final Set<Standing> from = new LinkedHashSet<>();
  private long word;
  private int left;

  /** The bits of a new draw. */
  public PoolBits(Pool pool) {
    this.pool = pool;
  }

  /** The generators that gave bits so far, by id and model. */
  public SortedSet<Generator> generators() {
    SortedSet<Generator> generators = new TreeSet<>(Generator.BY_ID);
    from.forEach(standing -> generators.add(standing.generator()));
    return generators;
  }

  /** Whether no generator that gave bits has failed a test since. */
  public boolean allHold() {
    return Pool.allHold(from);
  }

  @Override
  public long next(int count) {
    long bits = 0;
    int missing = count;
    while (missing > 0) {
      if (left == 0) {
        refill();
      }
      int part = Math.min(missing, left);
      bits = (bits << part) | (word >>> (Long.SIZE - part));
      // A shift by 64 would be none, but then nothing of the word is left to matter.
      word <<= part;
      left -= part;
      missing -= part;
    }
    return bits;
  }

  private void refill() {
    Pool.Taken taken = pool.take(Long.BYTES).orElseThrow(EntropyExhausted::new);
    from.addAll(taken.from());
    word = ByteBuffer.wrap(taken.bytes()).getLong();
    left = Long.SIZE;
  }
}
