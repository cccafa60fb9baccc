package io.eightnines.runbooks.drill;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * How some measured times spread, in milliseconds; all zero when nothing was measured.
 *
 * @param count how many were measured
 * @param p99 by nearest rank, so with fewer than a hundred values it is the greatest
 */
public record Spread(int count, double p50, double p99, double max) {

  static Spread ofNanos(List<Long> nanos) {
    double[] sorted = nanos.stream().mapToDouble(value -> value / 1e6).sorted().toArray();
    return sorted.length == 0
        ? new Spread(0, 0, 0, 0)
        : new Spread(
            sorted.length, rank(sorted, 0.5), rank(sorted, 0.99), sorted[sorted.length - 1]);
  }

  /** Whether nothing was measured. */
  @JsonIgnore
  boolean isEmpty() {
    return count == 0;
  }

  private static double rank(double[] sorted, double share) {
    return sorted[(int) Math.ceil(sorted.length * share) - 1];
  }
}
