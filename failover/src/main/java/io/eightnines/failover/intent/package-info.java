/**
 * What operators want: an {@link io.eightnines.failover.intent.Intent}, wrapped in an {@link
 * io.eightnines.failover.intent.Order} with its author, its reason and its end.
 *
 * <p>{@link io.eightnines.failover.intent.Orders} is the set of them, an immutable value with the
 * rules: every order ends by itself, and what takes traffic from more than one region needs two
 * people. What an operator forces never overwrites what is observed; the two meet in the planner.
 *
 * <p>Left out: who somebody is, which is settled before an order is proposed.
 */
@NullMarked
package io.eightnines.failover.intent;

import org.jspecify.annotations.NullMarked;
