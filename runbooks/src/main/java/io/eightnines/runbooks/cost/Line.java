package io.eightnines.runbooks.cost;

import java.math.BigDecimal;

/**
 * One item of a bill.
 *
 * @param what one pays for
 * @param formula how the quantity came about, with its figures
 * @param quantity in the price's unit, a month
 * @param price of one unit
 */
public record Line(String what, String formula, BigDecimal quantity, Price price) {
  /** US dollars a month. */
  public BigDecimal usd() {
    return quantity.multiply(price.usd(), Demand.PRECISION);
  }
}
