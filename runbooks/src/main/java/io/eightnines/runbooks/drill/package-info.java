/**
 * A {@link io.eightnines.runbooks.drill.Scenario} is a fault and what must hold; a {@link
 * io.eightnines.runbooks.drill.Drill} starts a fleet of its own under load, does the damage at a
 * random moment, again and again, and judges what customers saw.
 *
 * <p>A {@link io.eightnines.runbooks.drill.Report} has figures and checks; the drill passed if
 * every check did. Whatever a drill breaks is mended or ended with its fleet.
 *
 * <p>What is expected of a fault is looked for by an {@code Observation} of its own.
 *
 * <p>Left out: faults of the clock.
 */
@NullMarked
package io.eightnines.runbooks.drill;

import org.jspecify.annotations.NullMarked;
