package io.eightnines.runbooks.drill;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was found to hold or not to hold, trial by trial. */
final class Findings {
  private static final int KEPT = 3;

  private record Count(int held, int all, List<String> broken) {
    Count plus(boolean holds, String detail) {
      List<String> details = new ArrayList<>(broken);
      if (!holds && details.size() < KEPT) {
        details.add(detail);
      }
      return new Count(held + (holds ? 1 : 0), all + 1, List.copyOf(details));
    }
  }

  private final Map<String, Count> counts = new LinkedHashMap<>();

  /**
   * Notes one finding.
   *
   * @param name the same for the same thing in each trial
   * @param detail shown for the first that do not hold
   */
  void note(String name, boolean holds, String detail) {
    counts.merge(
        name,
        new Count(0, 0, List.of()).plus(holds, detail),
        (sofar, _) -> sofar.plus(holds, detail));
  }

  /** One check for each name: it passed if it always held. */
  List<Check> checks() {
    return counts.entrySet().stream()
        .map(entry -> {
          Count count = entry.getValue();
          String broken = count.broken().isEmpty() ? "" : ": " + String.join("; ", count.broken());
          return new Check(
              entry.getKey(),
              count.held() == count.all(),
              count.held() + " of " + count.all() + broken);
        })
        .toList();
  }
}
