package io.eightnines.runbooks.drill;

import java.util.Locale;

/**
 * One thing that must hold.
 *
 * @param detail the figure beside its bound, for a person
 */
public record Check(String name, boolean passed, String detail) {

  static Check atMost(String name, double value, double bound, String unit) {
    return new Check(
        name,
        value <= bound,
        String.format(Locale.ROOT, "%.1f %s, at most %.1f", value, unit, bound));
  }

  /** A bound on times; where nothing was measured, nothing is proved. */
  static Check p99AtMost(String name, Spread millis, double bound) {
    return millis.isEmpty()
        ? new Check(name, false, "nothing was measured")
        : atMost(name, millis.p99(), bound, "ms");
  }

  static Check none(String name, long count) {
    return new Check(name, count == 0, count + ", must be 0");
  }

  static Check all(String name, long count, long of) {
    return new Check(name, count == of, count + " of " + of);
  }
}
