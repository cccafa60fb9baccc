package io.eightnines.failover.control;

import io.eightnines.failover.decide.Charter;
import io.eightnines.failover.decide.Command;
import io.eightnines.failover.decide.State;
import io.eightnines.failover.plan.Plan;
import java.util.Optional;

/** Compares this daemon's own file with the charter in force. */
public final class Charters {
  private Charters() {}

  /** How the two stand to each other. */
  public enum Standing {
    SAME,
    /** Ours is newer and wants to be in force. */
    NEWER,
    /** Ours is older; the one in force holds. */
    OLDER,
    /** The same revision says something else: somebody forgot to raise it. */
    CONFLICTING
  }

  /**
   * Compares. Where one daemon decided alone and still does, its own file always counts: no other
   * could differ.
   */
  public static Standing compare(Charter own, State state) {
    if (state.charter().isEmpty()) {
      return Standing.NEWER;
    }
    Charter inForce = state.charter().get();
    if (own.saysTheSameAs(inForce)) {
      return Standing.SAME;
    }
    boolean alone =
        own.votes().observers().size() == 1
            && own.votes().observers().equals(inForce.votes().observers());
    if (own.revision() > inForce.revision() || alone) {
      return Standing.NEWER;
    }
    return own.revision() < inForce.revision() ? Standing.OLDER : Standing.CONFLICTING;
  }

  /** The command that brings ours into force, if it should be. */
  public static Optional<Command> wanted(Charter own, Plan served, State state) {
    if (compare(own, state) != Standing.NEWER) {
      return Optional.empty();
    }
    long inForce = state.charter().map(Charter::revision).orElse(0L);
    Charter next =
        new Charter(
            Math.max(own.revision(), inForce + 1),
            own.generationFloor(),
            own.fleet(),
            own.votes(),
            own.plans());
    return Optional.of(new Command.Configure(next, served));
  }
}
