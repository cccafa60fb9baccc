package io.eightnines.failover.fleet;

/** A share of the answers relative to the other endpoints' weights: 0 (never answered) to 1000. */
public record Weight(int value) {
  /** Fine enough for a rollout in steps of 0.1 %, small enough to sum without overflow. */
  public static final int MAX = 1000;

  public static final Weight NONE = new Weight(0);

  public Weight {
    if (value < 0 || value > MAX) {
      throw new IllegalArgumentException("weight is " + value + ", expected 0 to " + MAX);
    }
  }

  public boolean isNone() {
    return value == 0;
  }
}
