/**
 * Decides from one endpoint's observations whether it is up.
 *
 * <p>A pure function: {@link io.eightnines.failover.detect.Detector#observe} takes the policy, what
 * is known and one observation, and returns what is known now. An endpoint is UNKNOWN until enough
 * has been seen, then UP, DOWN, or DRAINING (out by its own word). Up needs successes running over
 * a least time, and after repeated trips a growing hold-down; down needs failures running, fewer if
 * they are refusals. What an observer sees while it is itself late is ignored.
 *
 * <p>Left out: probing, other observers' votes, and any weight between all and nothing.
 */
@NullMarked
package io.eightnines.failover.detect;

import org.jspecify.annotations.NullMarked;
