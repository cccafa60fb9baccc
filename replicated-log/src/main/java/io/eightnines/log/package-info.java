/**
 * One order of commands for all daemons: what one of them proposes, each of them is given, in the
 * same order, with the same stamps.
 *
 * <p>{@link io.eightnines.log.ReplicatedLog} is the port, {@link io.eightnines.log.RatisLog} the
 * adapter on Apache Ratis; a lone daemon is a group of one. A replica is leader, follower or cut
 * off. A cut-off one is given nothing new and its proposals fail in time; what it was given before
 * stays valid.
 *
 * <p>Log time is the clock of a fold: milliseconds since the group first had a leader, measured by
 * the leader's ticker and carried on by the next leader, so a step of a wall clock moves nothing.
 * It stands still while every member is stopped.
 *
 * <p>Left out: what commands mean, which of them matter, and who may propose them.
 */
@NullMarked
package io.eightnines.log;

import org.jspecify.annotations.NullMarked;
