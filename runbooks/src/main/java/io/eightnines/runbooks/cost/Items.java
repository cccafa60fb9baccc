package io.eightnines.runbooks.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** The items of one bill while it is drawn up. */
final class Items {
  private final PriceTable prices;
  private final String region;
  private final List<Line> lines = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();

  /** A figure of a formula and what it counts. */
  record Factor(BigDecimal value, String name) {
    static Factor of(long value, String name) {
      return new Factor(BigDecimal.valueOf(value), name);
    }
  }

  Items(PriceTable prices, String region) {
    this.prices = prices;
    this.region = region;
  }

  /** Adds an item whose quantity is the product of the factors; nothing is not an item. */
  void add(String what, String key, Factor... factors) {
    BigDecimal quantity = BigDecimal.ONE;
    StringJoiner formula = new StringJoiner(" × ");
    for (Factor factor : factors) {
      quantity = quantity.multiply(factor.value(), Demand.PRECISION);
      formula.add(shown(factor.value()) + " " + factor.name());
    }
    if (quantity.signum() == 0) {
      return;
    }
    BigDecimal total = quantity;
    prices
        .find(key, region)
        .ifPresentOrElse(
            price -> lines.add(new Line(what, formula.toString(), total, price)),
            () -> missing.add(key));
  }

  Bill bill(long units, long shortfall) {
    return missing.isEmpty()
        ? new Bill.Priced(units, lines, shortfall)
        : new Bill.NotPriced("no price of " + String.join(", ", missing) + " in " + region);
  }

  private static String shown(BigDecimal value) {
    BigDecimal rounded = value.scale() > 4 ? value.setScale(4, RoundingMode.HALF_UP) : value;
    return rounded.stripTrailingZeros().toPlainString();
  }
}
