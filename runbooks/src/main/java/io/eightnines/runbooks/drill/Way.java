package io.eightnines.runbooks.drill;

import io.eightnines.runbooks.redeploy.Phase;
import java.util.ArrayList;
import java.util.List;

/** How one trial goes about a redeploy. */
sealed interface Way {
  /** It is let alone. */
  record Undisturbed() implements Way {}

  /** It is killed when it enters a step, and started again. */
  record Killed(Phase at) implements Way {}

  /** Others are started while it is under way: one that does not wait, and one that does. */
  record Crowded() implements Way {}

  /** The way of a trial; where a death hurts most comes first, for those who try one only. */
  static Way of(int trial) {
    List<Way> ways = new ArrayList<>(List.of(new Killed(Phase.APPLY), new Undisturbed()));
    for (Phase phase : Phase.values()) {
      if (phase != Phase.APPLY) {
        ways.add(new Killed(phase));
      }
    }
    ways.add(new Crowded());
    return ways.get((trial - 1) % ways.size());
  }

  /** How many there are. */
  static int count() {
    return Phase.values().length + 2;
  }

  /** What is done, for a person. */
  default String text() {
    return switch (this) {
      case Undisturbed _ -> "undisturbed";
      case Killed(var phase) -> "killed at " + phase.word() + " and resumed";
      case Crowded _ -> "with two more at the same time";
    };
  }
}
