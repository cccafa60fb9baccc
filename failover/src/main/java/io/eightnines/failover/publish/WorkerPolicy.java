package io.eightnines.failover.publish;

import java.time.Duration;

/**
 * How a publisher is kept at its work.
 *
 * @param firstRetry after the first failure; doubled by each further one
 * @param retryCap the longest time between two tries, however long it fails
 * @param overtake how long a change in flight is waited for when a newer plan is there
 * @param driftCheck how often an idle publisher looks for other people's changes
 */
public record WorkerPolicy(
    Duration firstRetry, Duration retryCap, Duration overtake, Duration driftCheck) {
  public static final WorkerPolicy DEFAULT =
      new WorkerPolicy(
          Duration.ofMillis(200),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofMinutes(5));

  public WorkerPolicy {
    check("firstRetry", firstRetry);
    check("retryCap", retryCap);
    check("overtake", overtake);
    check("driftCheck", driftCheck);
    if (firstRetry.compareTo(retryCap) > 0) {
      throw new IllegalArgumentException(
          "firstRetry is " + firstRetry + ", expected at most retryCap, " + retryCap);
    }
  }

  private static void check(String name, Duration value) {
    if (value.isNegative() || value.isZero() || value.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          name + " is " + value + ", expected above 0 and at most a day");
    }
  }

  /**
   * Capped exponential backoff.
   *
   * @param chance 0 to 1: the upper half of the time is drawn, so that daemons do not keep step
   */
  Duration retryAfter(int failures, double chance) {
    long nanos = firstRetry.toNanos();
    for (int i = 1; i < failures && nanos < retryCap.toNanos(); i++) {
      nanos *= 2;
    }
    long capped = Math.min(nanos, retryCap.toNanos());
    return Duration.ofNanos((long) (capped * (1 + chance) / 2));
  }
}
