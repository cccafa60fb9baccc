/**
 * Turns verdicts into the complete set of answers, and holds back a set that must not be served.
 *
 * <p>{@link io.eightnines.failover.plan.Planner} is a pure function of fleet, verdicts and the plan
 * in service; a {@link io.eightnines.failover.plan.Plan} names every endpoint with its effective
 * weight and why. {@link io.eightnines.failover.plan.ChangeGuard} may let a plan go or hold it,
 * nothing else. What an endpoint's weight is configured to be and what it is in effect are separate
 * fields.
 *
 * <p>Left out: capacity, slow start, rollout stages and operators' intents.
 */
@NullMarked
package io.eightnines.failover.plan;

import org.jspecify.annotations.NullMarked;
