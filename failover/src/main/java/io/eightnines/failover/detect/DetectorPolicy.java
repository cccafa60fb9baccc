package io.eightnines.failover.detect;

import java.time.Duration;

/** When an endpoint is taken out, when it comes back, and when an observer doubts itself. */
public record DetectorPolicy(
    Trip trip, Return recovery, HoldDown.Policy holdDown, Duration selfDoubt) {
  /** Failures running that take an endpoint out; refusals are proof, so fewer of them will do. */
  public record Trip(int failures, int refusals) {
    public Trip {
      atLeastOne("tripAfter", failures);
      atLeastOne("tripAfterRefused", refusals);
    }
  }

  /** Healthy answers running that bring it back, and the least time that they must span. */
  public record Return(int successes, Duration atLeast) {
    public Return {
      atLeastOne("returnAfter", successes);
      if (atLeast.isNegative()) {
        throw new IllegalArgumentException("returnMinimum is " + atLeast + ", expected 0 or more");
      }
    }
  }

  public DetectorPolicy {
    if (!selfDoubt.isPositive()) {
      throw new IllegalArgumentException("selfDoubt is " + selfDoubt + ", expected above 0");
    }
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + ", expected 1 or more");
    }
  }
}
