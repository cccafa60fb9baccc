package io.eightnines.topology;

/**
 * How many units a shape runs.
 *
 * @param min always kept running; 0 for what starts on demand
 * @param max never exceeded
 */
public record Count(int min, int max) {
  public Count {
    new Rules()
        .range("min", min, 0, 10_000)
        .range("max", max, 1, 10_000)
        .need(min <= max, "max", max, "at least min, which is " + min)
        .keep();
  }
}
