/**
 * A drill is a fault, load, and what must hold: it starts a fleet of its own, does the damage at a
 * random moment, again and again, and judges what customers saw.
 *
 * <p>A {@link io.eightnines.runbooks.drill.Report} has figures and checks; the drill passed if
 * every check did. Whatever a drill breaks is mended or ended with its fleet.
 *
 * <p>Left out: faults of several members at once, of the network and of the clock.
 */
@NullMarked
package io.eightnines.runbooks.drill;

import org.jspecify.annotations.NullMarked;
