package io.eightnines.failover.dns;

import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * SplitMix64 (Steele, Lea and Flood, 2014) for many threads: a thread's number leads it to one of
 * several counters, and whoever shares one still draws a number of its own. Whoever foresees which
 * of the healthy addresses come next gains nothing, so it need not be a secret.
 */
public final class SharedChance implements RandomGenerator {
  private static final int COUNTERS = 16;

  /** Counters of different threads lie on different lines of a cache. */
  private static final int APART = 8;

  /** 2 to the 64th over the golden ratio, odd. */
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private final AtomicLong[] counters = new AtomicLong[COUNTERS * APART];

  /** Starts its counters at places that {@code seeds} gives. */
  public SharedChance(RandomGenerator seeds) {
    for (int i = 0; i < counters.length; i++) {
      counters[i] = new AtomicLong(seeds.nextLong());
    }
  }

  @Override
  public long nextLong() {
    int own = (int) Thread.currentThread().threadId() & (COUNTERS - 1);
    long mixed = counters[own * APART].getAndAdd(STEP);
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
