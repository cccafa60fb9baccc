package io.eightnines.failover.dns;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Draws one after another without putting any back, each draw by weight among those that are left
 * (the successive sampling of Yates and Grundy, 1953). It keeps the latest sample, in memory that
 * the next one uses again; for use by one thread.
 */
final class WeightedSample {
  private int[] left = {};
  private int[] drawn = {};

  /** At most {@code count} places in {@code weights}, in the order drawn; all must be above 0. */
  static int[] of(int[] weights, int count, RandomGenerator random) {
    WeightedSample sample = new WeightedSample();
    int size = sample.draw(weights, count, random);
    return Arrays.copyOf(sample.drawn, size);
  }

  /** Draws the next sample, and says how many there are in it. */
  int draw(int[] weights, int count, RandomGenerator random) {
    int size = Math.min(count, weights.length);
    if (left.length < weights.length || drawn.length < size) {
      left = new int[weights.length];
      drawn = new int[size];
    }
    System.arraycopy(weights, 0, left, 0, weights.length);
    long total = 0;
    for (int weight : weights) {
      total += weight;
    }
    for (int i = 0; i < size; i++) {
      int place = placeOf(random.nextLong(total), left);
      drawn[i] = place;
      total -= left[place];
      left[place] = 0;
    }
    return size;
  }

  /** The place in the weights that was drawn as number {@code i}, from 0. */
  int place(int i) {
    return drawn[i];
  }

  private static int placeOf(long point, int[] left) {
    int place = 0;
    for (long below = left[0]; point >= below; below += left[place]) {
      place++;
    }
    return place;
  }
}
