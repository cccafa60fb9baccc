/**
 * Tells secondary servers that the zone has changed (RFC 1996), and reads back until they serve it.
 *
 * <p>Each secondary has a watch on a thread of its own: it notifies at once, but at most once a
 * second, again with growing pauses until the secondary says that it has heard, and asks it for its
 * SOA record until it serves the serial number that this daemon serves. Every daemon is a primary
 * of its own and does so; a secondary that is told by three takes the zone from one.
 *
 * <pre>
 *   AWAITED → CURRENT → AWAITED …      LAGS (its time is over)      WENT_BACK (an older serial)
 * </pre>
 *
 * <p>Left out: the transfer itself, which is for {@link io.eightnines.failover.dns.transfer}.
 */
@NullMarked
package io.eightnines.failover.publish.secondary;

import org.jspecify.annotations.NullMarked;
