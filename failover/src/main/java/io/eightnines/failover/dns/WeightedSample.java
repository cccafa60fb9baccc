package io.eightnines.failover.dns;

import java.util.random.RandomGenerator;

/**
 * Draws one after another without putting any back, each draw by weight among those that are left
 * (the successive sampling of Yates and Grundy, 1953).
 */
final class WeightedSample {
  private WeightedSample() {}

  /** At most {@code count} places in {@code weights}, in the order drawn; all must be above 0. */
  static int[] of(int[] weights, int count, RandomGenerator random) {
    int[] left = weights.clone();
    int[] drawn = new int[Math.min(count, left.length)];
    long total = 0;
    for (int weight : left) {
      total += weight;
    }
    for (int i = 0; i < drawn.length; i++) {
      int place = placeOf(random.nextLong(total), left);
      drawn[i] = place;
      total -= left[place];
      left[place] = 0;
    }
    return drawn;
  }

  private static int placeOf(long point, int[] left) {
    int place = 0;
    for (long below = left[0]; point >= below; below += left[place]) {
      place++;
    }
    return place;
  }
}
