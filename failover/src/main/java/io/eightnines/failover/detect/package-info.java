/**
 * Decides from one endpoint's observations whether it is up.
 *
 * <p>A pure function: {@link io.eightnines.failover.detect.Detector#observe} takes the policy, what
 * is known and one observation, and returns what is known now. An endpoint is UNKNOWN until enough
 * has been seen, then UP, SHAKY (it serves, but fails more often than chance explains), DOWN, or
 * DRAINING (out by its own word). Shallow and deep probes are counted apart.
 *
 * <ul>
 *   <li>UP or SHAKY to DOWN: refusals running, which are proof; or failures running over a least
 *       span; or too many failures of the last 40, which are suspicions. Suspicion becomes proof
 *       when refusals follow.
 *   <li>UP to SHAKY and back: failures of the last 40, with two thresholds and a least time.
 *   <li>DOWN or DRAINING to UP: successes running over a least time, at both depths, and after
 *       repeated trips a growing hold-down.
 * </ul>
 *
 * <p>What an observer sees while it is itself late is ignored, and {@link
 * io.eightnines.failover.detect.Doubt} says when it should not be asked at all.
 *
 * <p>Left out: probing, other observers' votes, and what weight follows from a standing.
 */
@NullMarked
package io.eightnines.failover.detect;

import org.jspecify.annotations.NullMarked;
