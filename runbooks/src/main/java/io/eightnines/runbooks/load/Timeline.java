package io.eightnines.runbooks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Requests counted by the second in which they ended. Not safe for several threads. */
final class Timeline {
  private final Map<Long, Tally.Second> seconds = new TreeMap<>();

  void answered(long atNanos, long latencyNanos) {
    add(atNanos, 0, latencyNanos / 1e6);
  }

  void failed(long atNanos) {
    add(atNanos, 1, 0);
  }

  private void add(long atNanos, int failed, double millis) {
    seconds.merge(
        Math.floorDiv(atNanos, 1_000_000_000L),
        new Tally.Second(atNanos, 1, failed, millis),
        Tally.Second::plus);
  }

  List<Tally.Second> seconds() {
    return new ArrayList<>(seconds.values());
  }

  void clear() {
    seconds.clear();
  }
}
