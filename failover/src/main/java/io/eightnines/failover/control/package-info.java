/**
 * The loops of one daemon: what it sees goes into the log, and what comes out of it goes into
 * service.
 *
 * <p>{@link io.eightnines.failover.control.Observer} is the one thread that owns this daemon's own
 * opinion; it casts ballots. {@link io.eightnines.failover.control.DecisionFold} applies the log's
 * entries, in the log's own thread, and owns the state that they lead to. Neither reads the other:
 * a daemon learns what was decided only from the log, even of its own ballots. {@link
 * io.eightnines.failover.control.Timeline} times the way from evidence to answers across both.
 *
 * <p>Left out: the rules, which are pure functions elsewhere, and operators' doors.
 */
@NullMarked
package io.eightnines.failover.control;

import org.jspecify.annotations.NullMarked;
