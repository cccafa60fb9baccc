package io.eightnines.gateway.entropy;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Tested noise of one generator that waits to be mixed, all of one standing. */
final class Stock {

  private final byte[] ring;

  /**
   * The generator's thread and the mixer's meet here; neither holds it longer than a copy takes.
   */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition taken = lock.newCondition();
  private @Nullable Standing standing;
  private int first;
  private int size;

  Stock(int capacity) {
    this.ring = new byte[capacity];
  }

  /** Adds noise if there is room for all of it; what is of another standing is gone before. */
  boolean add(byte[] noise, Standing its) {
    lock.lock();
    try {
      if (its != standing) {
        empty();
        standing = its;
      }
      if (noise.length > ring.length - size) {
        return false;
      }
      int at = (first + size) % ring.length;
      int whole = Math.min(noise.length, ring.length - at);
      System.arraycopy(noise, 0, ring, at, whole);
      System.arraycopy(noise, whole, ring, 0, noise.length - whole);
      size += noise.length;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Takes exactly {@code count} bytes, or none if there are fewer. */
  Optional<Portion> take(int count) {
    lock.lock();
    try {
      Standing its = standing;
      if (count > size || its == null) {
        return Optional.empty();
      }
      byte[] noise = new byte[count];
      int whole = Math.min(count, ring.length - first);
      System.arraycopy(ring, first, noise, 0, whole);
      System.arraycopy(ring, 0, noise, whole, count - whole);
      Arrays.fill(ring, first, first + whole, (byte) 0);
      Arrays.fill(ring, 0, count - whole, (byte) 0);
      first = (first + count) % ring.length;
      size -= count;
      taken.signal();
      return Optional.of(new Portion(noise, its));
    } finally {
      lock.unlock();
    }
  }

  /** Throws everything away. */
  void clear() {
    lock.lock();
    try {
      empty();
      standing = null;
      taken.signal();
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return size;
    } finally {
      lock.unlock();
    }
  }

  /** Waits, at most this long, until {@code count} more bytes fit; whether they do. */
  boolean awaitRoom(int count, long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (ring.length - size < count && left > 0) {
        left = taken.awaitNanos(left);
      }
      return ring.length - size >= count;
    } finally {
      lock.unlock();
    }
  }

  private void empty() {
    Arrays.fill(ring, (byte) 0);
    first = 0;
    size = 0;
  }
}
