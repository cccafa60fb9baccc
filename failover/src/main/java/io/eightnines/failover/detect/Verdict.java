package io.eightnines.failover.detect;

import io.eightnines.time.Moment;

/**
 * Where an endpoint stands, why, and since when.
 *
 * @param evidence when the first observation of those that led here was made
 * @param since when it came to stand there; a better reason for the same standing leaves it
 */
public record Verdict(Standing standing, Reason reason, Moment evidence, Moment since) {
  /** Whether it is down by connections refused, which the endpoint's own host has said. */
  public boolean isProof() {
    return standing == Standing.DOWN && reason.isProof();
  }
}
