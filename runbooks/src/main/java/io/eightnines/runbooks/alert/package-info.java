/**
 * Redeploying on an alert: Alertmanager's webhook (version 4 of its data) in, one redeploy out.
 *
 * <p>{@link io.eightnines.runbooks.alert.Trigger} is the pure core: it says what an alert is worth.
 * {@link io.eightnines.runbooks.alert.AlertHook} listens, knows who asks, bounds what is read, and
 * acts. One region at a time, at most one in an interval, never two because two alerts came at
 * once; and the redeploy itself refuses while another region is out.
 *
 * <p>Left out: TLS, so it stays on the loopback unless told that it is insecure.
 */
@NullMarked
package io.eightnines.runbooks.alert;

import org.jspecify.annotations.NullMarked;
