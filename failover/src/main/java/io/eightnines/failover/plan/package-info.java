/**
 * Turns findings and orders into the complete set of answers, and holds back a set that must not be
 * served.
 *
 * <p>{@link io.eightnines.failover.plan.Planner} is a pure function of fleet, findings, orders and
 * the plan in service; a {@link io.eightnines.failover.plan.Plan} names every endpoint with its
 * effective weight and why. {@link io.eightnines.failover.plan.ChangeGuard} may let a plan go or
 * hold it, nothing else. What an endpoint's weight is configured to be and what it is in effect are
 * separate fields.
 *
 * <p>Left out: rollout stages, tiers and geo preference.
 */
@NullMarked
package io.eightnines.failover.plan;

import org.jspecify.annotations.NullMarked;
