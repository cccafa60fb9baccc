package io.eightnines.failover.probe;

import java.time.Duration;

/**
 * Failures running, as far as re-probing depends on them.
 *
 * @param beganNanos start of the first failing probe of the latest run, but not before something
 *     else was heard
 * @param latestNanos the latest start of a failing one
 * @param failedNanos when the last failure was known
 * @param heardNanos when the last outcome that is no failure was known
 */
public record FailureRun(
    int failures,
    int refusals,
    long beganNanos,
    long latestNanos,
    long failedNanos,
    long heardNanos) {
  /** Counts stop well before they would overflow; nothing compares them with more than this. */
  private static final int MAX = 1 << 30;

  /** Of an endpoint that never failed, as of a time. */
  public static FailureRun none(long nowNanos) {
    return new FailureRun(0, 0, nowNanos, nowNanos, nowNanos - (1L << 60), nowNanos);
  }

  public FailureRun after(Outcome outcome, long startedNanos, long endedNanos) {
    if (!outcome.isFailure()) {
      return new FailureRun(0, 0, beganNanos, latestNanos, failedNanos, endedNanos);
    }
    int refused = outcome instanceof Outcome.Refused ? Math.min(refusals + 1, MAX) : 0;
    if (failures == 0) {
      long from = Math.max(startedNanos, heardNanos);
      return new FailureRun(1, refused, from, from, endedNanos, heardNanos);
    }
    return new FailureRun(
        Math.min(failures + 1, MAX),
        refused,
        beganNanos,
        Math.max(latestNanos, startedNanos),
        endedNanos,
        heardNanos);
  }

  long spanNanos() {
    return latestNanos - beganNanos;
  }

  boolean failedWithin(Duration time, long nowNanos) {
    return nowNanos - failedNanos < time.toNanos();
  }
}
