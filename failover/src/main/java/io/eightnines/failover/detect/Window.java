package io.eightnines.failover.detect;

/**
 * Which of the last {@link #SIZE} probes failed, the latest in the lowest bit. Probes before the
 * first count as good.
 */
record Window(long failed) {
  /** Long enough to tell 1 % from 30 %, short enough to tell within some two seconds. */
  static final int SIZE = 40;

  static final Window CLEAN = new Window(0);

  private static final long MASK = (1L << SIZE) - 1;

  Window failure() {
    return new Window((failed << 1 | 1) & MASK);
  }

  /** As after {@code count} good probes, one or more. */
  Window successes(long count) {
    if (failed == 0) {
      return this;
    }
    return count >= SIZE ? CLEAN : new Window(failed << count & MASK);
  }

  int failures() {
    return Long.bitCount(failed);
  }
}
