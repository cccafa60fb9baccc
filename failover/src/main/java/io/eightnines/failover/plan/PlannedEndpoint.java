package io.eightnines.failover.plan;

import io.eightnines.failover.fleet.Endpoint;
import io.eightnines.failover.fleet.Weight;

/** One endpoint in a plan: what is configured (in {@code endpoint}), what is in effect, and why. */
public record PlannedEndpoint(Endpoint endpoint, Weight effective, PlanReason reason) {
  /** As it would be if capacity were no matter, in the scale of the configured weights. */
  PlannedEndpoint due() {
    return reason instanceof PlanReason.Spilled spilled
        ? new PlannedEndpoint(endpoint, spilled.due(), spilled.why())
        : this;
  }
}
