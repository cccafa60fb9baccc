package io.eightnines.runbooks.cost;

import io.eightnines.topology.Region;
import io.eightnines.topology.Shape;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * From which load on containers cost less than functions. Functions cost by the call, containers by
 * the task, in steps; so the answer is the least load of which that holds, found on a grid and then
 * by halving.
 */
public final class BreakEven {
  /** Steps of 5 % from ten thousand calls a month to beyond any load. */
  private static final BigDecimal FIRST = new BigDecimal(10_000);

  private static final BigDecimal LAST = new BigDecimal("1e13");
  private static final BigDecimal STEP = new BigDecimal("1.05");
  private static final int HALVINGS = 40;

  private final ShapeCost cost;

  public BreakEven(ShapeCost cost) {
    this.cost = cost;
  }

  /** Calls a month on the region, or nothing where one of both is always the cheaper one. */
  public Optional<BigDecimal> callsPerMonth(
      Region region, Shape steady, Shape byCall, Demand demand) {
    BigDecimal below = FIRST;
    if (steadyIsCheaper(region, steady, byCall, demand.withCalls(below))) {
      return Optional.empty();
    }
    for (BigDecimal calls = FIRST; calls.compareTo(LAST) < 0; ) {
      calls = calls.multiply(STEP, Demand.PRECISION);
      if (steadyIsCheaper(region, steady, byCall, demand.withCalls(calls))) {
        return Optional.of(halve(region, steady, byCall, demand, below, calls));
      }
      below = calls;
    }
    return Optional.empty();
  }

  private BigDecimal halve(
      Region region, Shape steady, Shape byCall, Demand demand, BigDecimal low, BigDecimal high) {
    BigDecimal below = low;
    BigDecimal from = high;
    for (int i = 0; i < HALVINGS; i++) {
      BigDecimal middle = below.add(from).divide(BigDecimal.TWO, Demand.PRECISION);
      if (steadyIsCheaper(region, steady, byCall, demand.withCalls(middle))) {
        from = middle;
      } else {
        below = middle;
      }
    }
    return from;
  }

  /** Only where it carries the load at all. */
  private boolean steadyIsCheaper(Region region, Shape steady, Shape byCall, Demand demand) {
    return cost.bill(region, steady, demand) instanceof Bill.Priced one
        && cost.bill(region, byCall, demand) instanceof Bill.Priced other
        && one.shortfall() == 0
        && one.usd().compareTo(other.usd()) <= 0;
  }
}
