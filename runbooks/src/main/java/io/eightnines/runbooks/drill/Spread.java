package io.eightnines.runbooks.drill;

import java.util.List;

/**
 * How some measured times spread, in milliseconds; all zero when nothing was measured.
 *
 * @param p99 by nearest rank, so with fewer than a hundred values it is the greatest
 */
public record Spread(double p50, double p99, double max) {

  static Spread ofNanos(List<Long> nanos) {
    double[] sorted = nanos.stream().mapToDouble(value -> value / 1e6).sorted().toArray();
    return sorted.length == 0
        ? new Spread(0, 0, 0)
        : new Spread(rank(sorted, 0.5), rank(sorted, 0.99), sorted[sorted.length - 1]);
  }

  private static double rank(double[] sorted, double share) {
    return sorted[(int) Math.ceil(sorted.length * share) - 1];
  }
}
