/**
 * Doors to time: elapsed time by {@link io.eightnines.time.Ticker}, wall time by {@link
 * java.time.InstantSource}, both read together as a {@link io.eightnines.time.Moment}; and {@link
 * io.eightnines.time.Complaints}, which are written only now and then.
 *
 * <p>Rules compare elapsed time only, so that a step of the wall clock moves no traffic; wall time
 * is for people and files. Left out: timers and sleeping, which belong to the shell that needs
 * them.
 */
@NullMarked
package io.eightnines.time;

import org.jspecify.annotations.NullMarked;
