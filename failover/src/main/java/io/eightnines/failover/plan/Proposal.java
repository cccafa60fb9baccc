package io.eightnines.failover.plan;

import java.util.List;

/** A plan that follows from what is known, and what a person must hear about it. */
public record Proposal(Plan plan, List<Alert> alerts) {
  public Proposal {
    alerts = List.copyOf(alerts);
  }
}
