/**
 * The loop that turns observations into plans in service.
 *
 * <p>{@link io.eightnines.failover.control.ControlLoop} is the one thread that owns what is known
 * of the fleet. It takes observations from a bounded inbox, asks the pure core, publishes, and
 * shows one immutable {@link io.eightnines.failover.control.Situation} to all readers. An
 * observation that changes no verdict changes no plan.
 *
 * <p>Left out: votes of other daemons and operators' intents, which will enter the same inbox.
 */
@NullMarked
package io.eightnines.failover.control;

import org.jspecify.annotations.NullMarked;
