/**
 * What was decided, written down so that it can be decided again.
 *
 * <p>{@link io.eightnines.failover.journal.Notation} is the written form of commands, states and
 * plans. {@link io.eightnines.failover.journal.Journal} keeps, on each daemon, every entry of the
 * log that it applied and the plan that followed, a line each, in segments of bounded size, oldest
 * deleted first. Every line carries a hash over itself and the line before, so that a changed or
 * missing one shows. A segment begins with the whole state, so that {@link
 * io.eightnines.failover.journal.Replay} can fold it again by itself and compare the plans byte for
 * byte. What became of publishes ({@link io.eightnines.failover.journal.Publication}) stands
 * between the entries, in the same chain, with this daemon's own clock; it decides nothing, so a
 * replay passes over it. When the log itself was lost and begins anew, what was written of the lost
 * one moves into a folder of its own.
 *
 * <p>Left out: the log itself, which is what a daemon recovers from; the journal is for people.
 */
@NullMarked
package io.eightnines.failover.journal;

import org.jspecify.annotations.NullMarked;
