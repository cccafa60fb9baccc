package io.eightnines.runbooks.cost;

import java.math.BigDecimal;
import java.util.List;

/** What a shape costs a month, or why that cannot be said. */
public sealed interface Bill {
  /**
   * All items have a price.
   *
   * @param units tasks, instances or machines at the peak
   * @param lines items in a fixed order
   * @param shortfall units by which the peak goes beyond the shape's largest count, or 0
   */
  record Priced(long units, List<Line> lines, long shortfall) implements Bill {
    public Priced {
      lines = List.copyOf(lines);
    }

    /** US dollars a month. */
    public BigDecimal usd() {
      return lines.stream().map(Line::usd).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** US dollars for a million calls, cached or not. */
    public BigDecimal perMillion(Demand demand) {
      return usd()
          .multiply(new BigDecimal(1_000_000))
          .divide(demand.callsPerMonth(), Demand.PRECISION);
    }

    /** How many items rest on a price that nobody has looked up. */
    public long unverified() {
      return lines.stream().filter(line -> line.price().page().isEmpty()).count();
    }
  }

  /** An item has no price. */
  record NotPriced(String reason) implements Bill {}
}
