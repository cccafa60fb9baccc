package io.eightnines.failover.decide;

import io.eightnines.failover.detect.Standing;
import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.intent.Order;
import io.eightnines.failover.plan.Alert;
import io.eightnines.failover.plan.ChangeGuard;
import io.eightnines.failover.plan.Plan;

/** Something that came of a command. */
public sealed interface Event {
  record Chartered(Charter charter) implements Event {}

  record Found(EndpointId endpoint, Standing before, Standing after, String why) implements Event {}

  /** A new plan is in service. */
  record Adopted(Plan before, Plan plan) implements Event {}

  record Held(ChangeGuard.Why why) implements Event {}

  record Released(ChangeGuard.Why before) implements Event {}

  record Ordered(Order order) implements Event {}

  record Cancelled(Order order, String by, String reason) implements Event {}

  record Ended(Order order) implements Event {}

  /** A command that changed nothing, and why. */
  record Refused(String what, String why) implements Event {}

  /** Somebody is about to change who keeps the log. */
  record Regrouping(Command.Regroup change) implements Event {}

  record Raised(Alert alert) implements Event {}

  record Cleared(Alert alert) implements Event {}
}
