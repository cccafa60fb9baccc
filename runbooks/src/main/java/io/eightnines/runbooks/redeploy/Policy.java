package io.eightnines.runbooks.redeploy;

import java.time.Duration;

/**
 * How patient a redeploy is.
 *
 * @param drainFor how long the drain holds if nobody ends it, at most 24 h; longer than all limits
 *     that come before its end, or the region would return in the midst of its replacement
 * @param margin beyond the TTL, for answers that were under way when the weights changed
 * @param inFlightLimit how long requests under way are waited for, beyond the TTL; the stop itself
 *     lets them finish too
 * @param hold how long a state in which nothing may be done is borne, such as no daemon that knows
 * @param verifyLimit how long a region that Terraform called ready may take to be well
 * @param healthyRunning how many looks in a row must find it well
 * @param rampLimit how long the return to full weight may take
 */
public record Policy(
    Duration drainFor,
    Duration margin,
    Duration inFlightLimit,
    Duration hold,
    Duration verifyLimit,
    int healthyRunning,
    Duration rampLimit) {

  /** What is right for most. */
  public static Policy defaults() {
    return new Policy(
        Duration.ofMinutes(30),
        Duration.ofSeconds(1),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        Duration.ofSeconds(90),
        3,
        Duration.ofMinutes(10));
  }

  /** The same, with a drain of another length. */
  public Policy drainingFor(Duration length) {
    return new Policy(length, margin, inFlightLimit, hold, verifyLimit, healthyRunning, rampLimit);
  }
}
