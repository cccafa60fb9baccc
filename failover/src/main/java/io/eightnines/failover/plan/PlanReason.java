package io.eightnines.failover.plan;

import io.eightnines.failover.detect.Reason;

/** Why an endpoint has its effective weight. */
public sealed interface PlanReason {
  /** Up: it carries its configured weight. */
  record Serving(Reason verdict) implements PlanReason {}

  /** Down or draining: it carries nothing. */
  record Withdrawn(Reason verdict) implements PlanReason {}

  /** Not known yet: it stays as it was in the last plan. */
  record KeptAsItWas() implements PlanReason {}

  /** Not known and in no earlier plan: it carries its configured weight. */
  record NewAndUnknown() implements PlanReason {}

  /** Configured with weight 0: never answered. */
  record ConfiguredOut() implements PlanReason {}

  /** Whether the endpoint was withdrawn without proof: it is silent or answers badly. */
  default boolean isSuspicion() {
    return this instanceof Withdrawn withdrawn && withdrawn.verdict() instanceof Reason.Failed;
  }

  default String text() {
    return switch (this) {
      case Serving s -> s.verdict().text();
      case Withdrawn w -> w.verdict().text();
      case KeptAsItWas k -> "not known yet: as in the last plan";
      case NewAndUnknown n -> "not known yet: configured weight";
      case ConfiguredOut c -> "configured weight is 0";
    };
  }
}
