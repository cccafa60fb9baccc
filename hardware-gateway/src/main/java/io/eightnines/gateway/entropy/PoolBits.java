package io.eightnines.gateway.entropy;

import io.eightnines.gateway.result.Bits;
import io.eightnines.gateway.result.EntropyExhausted;
import java.nio.ByteBuffer;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The bits of one draw, taken from the pool eight bytes at a time. What is left of them when the
 * draw is done is thrown away, never kept for another.
 */
public final class PoolBits implements Bits {

  private final Pool pool;
  private final SortedSet<String> generators = new TreeSet<>();
  private long word;
  private int left;

  /** The bits of a new draw. */
  public PoolBits(Pool pool) {
    this.pool = pool;
  }

  /** The generators that gave bits so far. */
  public SortedSet<String> generators() {
    return new TreeSet<>(generators);
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
    generators.addAll(taken.generators());
    word = ByteBuffer.wrap(taken.bytes()).getLong();
    left = Long.SIZE;
  }
}
