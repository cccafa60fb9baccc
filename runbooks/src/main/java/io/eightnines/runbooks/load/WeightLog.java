package io.eightnines.runbooks.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The weights that one daemon served, sample by sample, and what changed between them. */
public final class WeightLog {
  /**
   * A sample that differs from the one before it.
   *
   * @param at nanoseconds of elapsed time
   * @param before weights by region
   * @param after weights by region
   */
  public record Change(long at, Map<String, Integer> before, Map<String, Integer> after) {}

  private final List<Change> changes = new ArrayList<>();
  private Map<String, Integer> last = Map.of();
  private int samples;

  /** Takes the next sample. */
  public synchronized void sampled(long at, Map<String, Integer> weights) {
    samples++;
    if (!last.isEmpty() && !last.equals(weights)) {
      changes.add(new Change(at, last, new LinkedHashMap<>(weights)));
    }
    last = new LinkedHashMap<>(weights);
  }

  /** What changed so far. */
  public synchronized List<Change> changes() {
    return List.copyOf(changes);
  }

  /** How often the daemon answered; without answers, no change proves nothing. */
  public synchronized int samples() {
    return samples;
  }

  /** When a region's weight first went down; empty if it did not. */
  public synchronized Optional<Long> reduced(String region) {
    return changes.stream()
        .filter(change -> weight(change.after(), region) < weight(change.before(), region))
        .map(Change::at)
        .findFirst();
  }

  private static int weight(Map<String, Integer> weights, String region) {
    return weights.getOrDefault(region, 0);
  }

  @Override
  public String toString() {
    return changes().stream().map(c -> c.before() + " -> " + c.after()).toList().toString();
  }
}
