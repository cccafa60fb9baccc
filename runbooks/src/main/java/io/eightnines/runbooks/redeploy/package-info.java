/**
 * Redeploying a region: drain, wait until nobody comes any more, {@code terraform apply} with the
 * next generation, look whether it is well, let it return.
 *
 * <p>{@link io.eightnines.runbooks.redeploy.Course} is the pure core: from what was done ({@link
 * io.eightnines.runbooks.redeploy.Run}) and what is seen ({@link
 * io.eightnines.runbooks.redeploy.Sight}) it says what comes next ({@link
 * io.eightnines.runbooks.redeploy.Move}). {@link io.eightnines.runbooks.redeploy.Redeployer} does
 * it and writes it to the {@link io.eightnines.runbooks.redeploy.Journal} before and after, so that
 * whoever comes after a crash goes on where it was. Every deed can be done twice: an order has an
 * id, a generation a number.
 *
 * <p>A run is begun, goes through the {@link io.eightnines.runbooks.redeploy.Phase}s, and ends
 * finished or abandoned. One that failed stays where it was, its region drained, until somebody
 * runs it again. There is one run at a time, held by a lock that the kernel releases.
 *
 * <p>Left out: weights, which are failover's; the drain is an order like any operator's, and the
 * return is failover's slow start.
 */
@NullMarked
package io.eightnines.runbooks.redeploy;

import org.jspecify.annotations.NullMarked;
