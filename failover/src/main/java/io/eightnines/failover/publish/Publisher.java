package io.eightnines.failover.publish;

import io.eightnines.failover.plan.Plan;

/** A place from which plans are served. Safe for use by several threads and several writers. */
public interface Publisher {
  /** What became of a plan. */
  sealed interface Result {
    record Published() implements Result {}

    /** Another generation than the writer thought, or than it may follow, is in service. */
    record Stale(long served) implements Result {}

    /** The plan answers nothing; such a plan is never served, whoever asks. */
    record Empty() implements Result {}

    /** Somebody else changed what is served, and may not be overwritten: what, in words. */
    record Held(String why) implements Result {}

    /** It is not known whether the plan is served now. */
    record Failed(Trouble trouble) implements Result {}
  }

  /**
   * Serves {@code plan} if {@code expected} is the generation in service and the plan's is greater.
   */
  Result publish(long expected, Plan plan);
}
