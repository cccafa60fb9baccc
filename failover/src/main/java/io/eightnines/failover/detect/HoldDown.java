package io.eightnines.failover.detect;

import io.eightnines.time.Moment;
import java.time.Duration;

/**
 * How long an endpoint stays down after its last trip, at least: doubled by each trip up to a cap,
 * and one doubling forgotten for each decay period without a trip. (The idea of RFC 2439 section
 * 4.2, in steps instead of an exponential so that an operator can work it out.)
 *
 * @param level trips not yet forgotten, as of {@code tripped}
 */
public record HoldDown(Policy policy, int level, Moment tripped) {
  /** The first hold-down, the longest, and how long it takes to forget one trip. */
  public record Policy(Duration first, Duration cap, Duration decay) {
    public Policy {
      if (first.isNegative() || first.compareTo(cap) > 0) {
        throw new IllegalArgumentException(
            "holdDown.first is " + first + ", expected 0 to holdDown.cap, " + cap);
      }
      if (!decay.isPositive()) {
        throw new IllegalArgumentException("holdDown.decay is " + decay + ", expected above 0");
      }
    }
  }

  /** Past this the cap holds for any sensible policy, and a shift cannot overflow. */
  private static final int MAX_LEVEL = 20;

  public static HoldDown none(Policy policy, Moment now) {
    return new HoldDown(policy, 0, now);
  }

  public HoldDown trip(Moment now) {
    long forgotten = now.since(tripped).dividedBy(policy.decay());
    int remembered = (int) Math.max(0, level - forgotten);
    return new HoldDown(policy, Math.min(remembered + 1, MAX_LEVEL), now);
  }

  public Duration length() {
    if (level == 0) {
      return Duration.ZERO;
    }
    Duration grown = policy.first().multipliedBy(1L << (level - 1));
    return grown.compareTo(policy.cap()) > 0 ? policy.cap() : grown;
  }

  public boolean isOver(Moment now) {
    return now.since(tripped).compareTo(length()) >= 0;
  }
}
