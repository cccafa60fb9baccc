package io.eightnines.failover.dns;

import io.eightnines.failover.plan.PlannedEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Draws endpoints one after another without putting any back, each draw by weight among those that
 * are left (the successive sampling of Yates and Grundy, 1953).
 */
final class WeightedSample {
  private WeightedSample() {}

  /** At most {@code count} of {@code candidates}, in the order drawn; weights must be above 0. */
  static List<PlannedEndpoint> of(
      List<PlannedEndpoint> candidates, int count, RandomGenerator random) {
    List<PlannedEndpoint> left = new ArrayList<>(candidates);
    List<PlannedEndpoint> drawn = new ArrayList<>();
    while (drawn.size() < count && !left.isEmpty()) {
      drawn.add(left.remove(indexOfOne(left, random)));
    }
    return drawn;
  }

  private static int indexOfOne(List<PlannedEndpoint> from, RandomGenerator random) {
    long total = from.stream().mapToLong(planned -> planned.effective().value()).sum();
    long point = random.nextLong(total);
    int index = 0;
    for (long below = weight(from, 0); point >= below; below += weight(from, index)) {
      index++;
    }
    return index;
  }

  private static int weight(List<PlannedEndpoint> from, int index) {
    return from.get(index).effective().value();
  }
}
