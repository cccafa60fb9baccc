package io.eightnines.client.channel;

import java.time.Duration;
import java.util.Arrays;

/** The last 256 times to an answer on one lane, and their 95th percentile. */
final class Latencies {
  private static final int KEPT = 256;

  /** Below this many, a percentile says nothing: the caller's floor and cap decide. */
  private static final int NEEDED = 20;

  /** The percentile is worked out anew after this many further answers, not after each. */
  private static final int REFRESH = 16;

  private final long[] nanos = new long[KEPT];
  private int recorded;
  private long p95Nanos;

  void record(long elapsedNanos) {
    nanos[recorded % KEPT] = elapsedNanos;
    recorded++;
    if (recorded >= NEEDED && recorded % REFRESH == NEEDED % REFRESH) {
      long[] sorted = Arrays.copyOf(nanos, Math.min(recorded, KEPT));
      Arrays.sort(sorted);
      p95Nanos = sorted[(int) Math.ceil(sorted.length * 0.95) - 1];
    }
    if (recorded == 2 * KEPT * REFRESH) {
      recorded = KEPT * REFRESH; // stays far from overflow and in step with the ring
    }
  }

  /** The p95, zero while too few answers have come. */
  Duration p95() {
    return Duration.ofNanos(p95Nanos);
  }

  /** A multiple of the p95, kept within bounds. */
  Duration p95Times(int factor, Duration floor, Duration cap) {
    Duration wanted = p95().multipliedBy(factor);
    return wanted.compareTo(floor) < 0 ? floor : wanted.compareTo(cap) > 0 ? cap : wanted;
  }
}
