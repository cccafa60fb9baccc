package io.eightnines.gateway.entropy;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Random bytes waiting to be used, each with the generator it is from. Bytes leave the pool when
 * they are taken, and their place in memory is cleared: none is used twice.
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

  /** Bytes from the pool and the generators they are from. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Taken(byte[] bytes, SortedSet<String> generators) {}

  /** Bytes of one generator, of which the first {@code spent} are gone. */
  private static final class Grain {
    private final String generator;
    private final byte[] bytes;
    private int spent;

    Grain(String generator, byte[] bytes) {
      this.generator = generator;
      this.bytes = bytes.clone();
    }
  }

  /** Adds bytes of a generator if there is room for all of them. */
  public boolean add(String generator, byte[] bytes) {
    lock.lock();
    try {
      if (bytes.length > capacity - size) {
        return false;
      }
      grains.addLast(new Grain(generator, bytes));
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
      SortedSet<String> generators = new TreeSet<>();
      for (int filled = 0; filled < count; ) {
        Grain grain = grains.getFirst();
        int part = Math.min(count - filled, grain.bytes.length - grain.spent);
        System.arraycopy(grain.bytes, grain.spent, bytes, filled, part);
        Arrays.fill(grain.bytes, grain.spent, grain.spent + part, (byte) 0);
        grain.spent += part;
        filled += part;
        generators.add(grain.generator);
        if (grain.spent == grain.bytes.length) {
          grains.removeFirst();
        }
      }
      size -= count;
      taken.signal();
      return Optional.of(new Taken(bytes, generators));
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
    lock.lock();
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
