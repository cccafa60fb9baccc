package io.eightnines.gateway.entropy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Random bytes waiting to be used, each with the generators it is from. Bytes leave the pool when
 * they are taken, and their place in memory is cleared: none is used twice. Bytes of a generator
 * whose standing was revoked leave it unused.
 */
public final class Pool {

  private final int capacity;
  private final Deque<Grain> grains = new ArrayDeque<>();

  /** One filler and one taker meet here; neither holds it longer than a copy takes. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition taken = lock.newCondition();
  private int size;

  /** An empty pool for at most {@code capacity} bytes. */
  public Pool(int capacity) {
    this.capacity = capacity;
  }

  /** Bytes from the pool and the standings of the generators they are from. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Taken(byte[] bytes, Set<Standing> from) {}

  /** Bytes of the same generators, of which the first {@code spent} are gone. */
  private static final class Grain {
    private final List<Standing> from;
    private final byte[] bytes;
    private int spent;

    Grain(List<Standing> from, byte[] bytes) {
      this.from = List.copyOf(from);
      this.bytes = bytes.clone();
    }

    boolean isGood() {
      return allHold(from);
    }

    int left() {
      return bytes.length - spent;
    }
  }

  static boolean allHold(Collection<Standing> standings) {
    for (Standing standing : standings) {
      if (!standing.holds()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Adds bytes if there is room for all of them and all the standings hold. Looked at under the
   * lock that {@link #discardRevoked} takes after a revocation, so nothing slips in behind it.
   */
  public boolean add(List<Standing> from, byte[] bytes) {
    lock.lock();
    try {
      if (bytes.length > capacity - size || !allHold(from)) {
        return false;
      }
      grains.addLast(new Grain(from, bytes));
      size += bytes.length;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Takes exactly {@code count} bytes at once, or none if there are fewer. Never waits. */
  public Optional<Taken> take(int count) {
    lock.lock();
    try {
      if (count > size) {
        return Optional.empty();
      }
      byte[] bytes = new byte[count];
      Set<Standing> from = new LinkedHashSet<>();
      for (int filled = 0; filled < count; ) {
        Grain grain = grains.getFirst();
        int part = Math.min(count - filled, grain.left());
        System.arraycopy(grain.bytes, grain.spent, bytes, filled, part);
        Arrays.fill(grain.bytes, grain.spent, grain.spent + part, (byte) 0);
        grain.spent += part;
        filled += part;
        from.addAll(grain.from);
        if (grain.left() == 0) {
          grains.removeFirst();
        }
      }
      size -= count;
      taken.signal();
      return Optional.of(new Taken(bytes, from));
    } finally {
      lock.unlock();
    }
  }

  /** Throws away all bytes in which a generator has a part whose standing was revoked; how many. */
  int discardRevoked() {
    lock.lock();
    try {
      List<Grain> bad = new ArrayList<>();
      grains.removeIf(grain -> !grain.isGood() && bad.add(grain));
      int discarded = 0;
      for (Grain grain : bad) {
        discarded += grain.left();
        Arrays.fill(grain.bytes, (byte) 0);
      }
      size -= discarded;
      taken.signal();
      return discarded;
    } finally {
      lock.unlock();
    }
  }

  /** How many bytes are waiting. */
  public int size() {
    lock.lock();
    try {
      return size;
    } finally {
      lock.unlock();
    }
  }

  /** How many bytes may wait at most. */
  public int capacity() {
    return capacity;
  }

  /** Waits, at most this long, until {@code count} more bytes fit. */
  boolean awaitRoom(int count, long millis) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(millis);
      while (capacity - size < count && left > 0) {
        left = taken.awaitNanos(left);
      }
      return capacity - size >= count;
    } finally {
      lock.unlock();
    }
  }
}
