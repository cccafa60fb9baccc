package io.eightnines.failover.publish;

import io.eightnines.failover.plan.Plan;
import io.eightnines.time.Moment;

/** A plan that came into service here, and when. */
public record Committed(Plan plan, Moment at) {}
