/**
 * The one decision of all daemons: a pure fold of the replicated log.
 *
 * <p>{@link io.eightnines.failover.decide.Decider} takes what was so far, a {@link
 * io.eightnines.failover.decide.State}, and the next {@link io.eightnines.failover.decide.Command}
 * of the log, and gives the state that follows and what happened, as values. It reads no clock:
 * time is log time, which the leader stamps. So every daemon that has applied the same entries
 * serves the same plan, and a journal of the entries can be folded again, years later, to the same
 * plans.
 *
 * <p>Left out: how entries are ordered and kept, and everything that is done about a decision.
 */
@NullMarked
package io.eightnines.failover.decide;

import org.jspecify.annotations.NullMarked;
