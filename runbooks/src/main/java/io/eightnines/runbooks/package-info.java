/**
 * What an on-call engineer runs: a local fleet of real processes, faults, drills that prove what
 * must hold, and the {@code eightnines} command in front of it all.
 *
 * <p>{@code fleet} starts and stops processes, {@code redeploy} has Terraform replace those of a
 * region ({@code terraform}, {@code region}), by hand or by an {@code alert}, {@code load} asks
 * them for draws and watches the name server, {@code drill} combines a fault with load and judges
 * what came of it, {@code command} is what a person types.
 *
 * <p>Left out: anything that a production program needs at run time.
 */
@NullMarked
package io.eightnines.runbooks;

import org.jspecify.annotations.NullMarked;
