package io.eightnines.failover.plan;

import io.eightnines.failover.fleet.Weight;

/** Why an endpoint has its effective weight; {@code found} is the finding in words. */
public sealed interface PlanReason {
  /** Up: it carries its configured weight. */
  record Serving(String found) implements PlanReason {}

  /** Up again: its weight grows from {@code fromMillis} of log time on. */
  record Returning(int percent, long fromMillis) implements PlanReason {}

  /** It fails too often to carry all of its weight, and not enough to carry none. */
  record Shaky(int percent, String found) implements PlanReason {}

  /** Found down, or draining by its own word: it carries nothing. */
  record Withdrawn(boolean suspicion, String found) implements PlanReason {}

  /** Found down on suspicion, when too many are out already: it carries what it carried. */
  record KeptDespiteSuspicion(String found) implements PlanReason {}

  /** Everybody is found down, so everybody serves: an empty answer helps nobody. */
  record FailOpen(String found) implements PlanReason {}

  /** An operator's order. */
  record Ordered(String order) implements PlanReason {}

  /**
   * Its share would be more than it can take, or it takes what another cannot.
   *
   * @param due the weight it would carry if capacity were no matter, because {@code why}
   */
  record Spilled(int percentOfLoad, Weight due, PlanReason why) implements PlanReason {}

  /** Not known yet: it stays as it was in the last plan. */
  record KeptAsItWas() implements PlanReason {}

  /** Not known and in no earlier plan: it carries its configured weight. */
  record NewAndUnknown() implements PlanReason {}

  /** Configured with weight 0: never answered. */
  record ConfiguredOut() implements PlanReason {}

  /** Whether the endpoint was withdrawn without proof: it is silent or answers badly. */
  default boolean isSuspicion() {
    return this instanceof Withdrawn withdrawn && withdrawn.suspicion();
  }

  /** Whether answers should be kept only briefly, because they may change soon. */
  default boolean isUnsettled() {
    return this instanceof Shaky
        || this instanceof Returning
        || this instanceof KeptDespiteSuspicion
        || this instanceof FailOpen
        || (this instanceof Spilled spilled && spilled.why().isUnsettled());
  }

  default String text() {
    return switch (this) {
      case Serving s -> s.found();
      case Returning r -> "back, at " + r.percent() + " % of its weight";
      case Shaky s -> "shaky, at " + s.percent() + " % of its weight: " + s.found();
      case Withdrawn w -> (w.suspicion() ? "suspected down: " : "out: ") + w.found();
      case KeptDespiteSuspicion k ->
          "suspected down but kept, because too many would be out: " + k.found();
      case FailOpen f -> "all look down, so all serve: " + f.found();
      case Ordered o -> o.order();
      case Spilled s ->
          "carries " + s.percentOfLoad() + " % of the load, by capacity; " + s.why().text();
      case KeptAsItWas k -> "not known yet: as in the last plan";
      case NewAndUnknown n -> "not known yet: configured weight";
      case ConfiguredOut c -> "configured weight is 0";
    };
  }
}
