/**
 * What stands in the zone: its start of authority, its name servers, and every record that no plan
 * changes.
 *
 * <p>A {@link io.eightnines.failover.zone.Zone} is a value, a tree of names that does not change;
 * another one takes its place as a whole. It comes from the daemon's own file or from a master file
 * (RFC 1035 section 5), is checked before it is served, and is refused whole, with each fault at
 * its place. {@link io.eightnines.failover.zone.ZoneKeeper} watches the master file and keeps the
 * last good zone in service. Left out: DNSSEC, DNAME, {@code $INCLUDE}, other classes than IN.
 */
@NullMarked
package io.eightnines.failover.zone;

import org.jspecify.annotations.NullMarked;
