package io.eightnines.failover.plan;

/**
 * How weights follow from findings.
 *
 * @param shakyPercent of its weight that a shaky endpoint carries, 1 to 100
 * @param rampPercentPerSecond by which a returning endpoint's weight grows, 1 to 100; it begins
 *     with one such step
 */
public record PlanPolicy(int shakyPercent, int rampPercentPerSecond, Demand demand) {
  public PlanPolicy {
    percent("shakyPercent", shakyPercent);
    percent("rampPercentPerSecond", rampPercentPerSecond);
  }

  public static PlanPolicy defaults() {
    return new PlanPolicy(50, 10, Demand.UNKNOWN);
  }

  private static void percent(String name, int value) {
    if (value < 1 || value > 100) {
      throw new IllegalArgumentException(name + " is " + value + ", expected 1 to 100");
    }
  }
}
