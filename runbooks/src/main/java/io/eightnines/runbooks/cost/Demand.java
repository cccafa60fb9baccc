package io.eightnines.runbooks.cost;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * What is asked of the whole service.
 *
 * @param callsPerMonth of customers, cached or not
 * @param peak the busiest minute's rate over the month's average, 1 to 100
 * @param responseBytes that one answer puts on the wire, headers included
 * @param cached share of the calls that the content network answers by itself, 0 up to but not 1
 */
public record Demand(
    BigDecimal callsPerMonth, BigDecimal peak, int responseBytes, BigDecimal cached) {
  /** A year's hours over twelve, as providers count a month. */
  public static final BigDecimal HOURS = new BigDecimal(730);

  static final BigDecimal SECONDS = HOURS.multiply(new BigDecimal(3600));
  static final MathContext PRECISION = MathContext.DECIMAL64;

  private static final BigDecimal BYTES_OF_A_GB = new BigDecimal(1_000_000_000);

  public Demand {
    require(callsPerMonth.signum() > 0, "calls a month", callsPerMonth, "more than 0");
    require(
        peak.compareTo(BigDecimal.ONE) >= 0 && peak.compareTo(new BigDecimal(100)) <= 0,
        "peak",
        peak,
        "1 to 100");
    require(
        responseBytes >= 1 && responseBytes <= 10_000_000,
        "response bytes",
        responseBytes,
        "1 to 10,000,000");
    require(
        cached.signum() >= 0 && cached.compareTo(BigDecimal.ONE) < 0,
        "cache share",
        cached,
        "0 up to but not 1");
  }

  /** Calls a month at a rate, in calls/s. */
  public static BigDecimal callsAt(BigDecimal perSecond) {
    return perSecond.multiply(SECONDS);
  }

  /** Calls a month of players with 100 calls a day each. */
  public static BigDecimal callsOf(BigDecimal players) {
    return players
        .multiply(new BigDecimal(100))
        .multiply(HOURS)
        .divide(new BigDecimal(24), PRECISION);
  }

  /** The same demand with another number of calls. */
  public Demand withCalls(BigDecimal calls) {
    return new Demand(calls, peak, responseBytes, cached);
  }

  /** Calls/s over the month. */
  public BigDecimal perSecond() {
    return callsPerMonth.divide(SECONDS, PRECISION);
  }

  /** Calls a month that reach the shape. */
  BigDecimal atOrigin() {
    return callsPerMonth.multiply(BigDecimal.ONE.subtract(cached));
  }

  /** Calls a month that the content network answers. */
  BigDecimal atEdge() {
    return callsPerMonth.multiply(cached);
  }

  /** Calls/s that reach the shape in the busiest minute. */
  BigDecimal peakPerSecond() {
    return atOrigin().multiply(peak).divide(SECONDS, PRECISION);
  }

  BigDecimal gigabytes(BigDecimal calls) {
    return calls.multiply(new BigDecimal(responseBytes)).divide(BYTES_OF_A_GB, PRECISION);
  }

  private static void require(boolean holds, String field, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(field + " is " + value + ", expected " + expected);
    }
  }
}
