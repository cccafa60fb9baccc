package io.eightnines.failover.detect;

import io.eightnines.failover.time.Moment;

/**
 * Where an endpoint stands, why, and since when.
 *
 * @param evidence when the first observation of those that led here was made
 */
public record Verdict(Standing standing, Reason reason, Moment evidence, Moment since) {}
