/**
 * Gives the whole zone to the secondary servers that the configuration names (RFC 5936), and signs
 * what is said to them (RFC 8945).
 *
 * <p>A transfer holds the zone's records and, at the service's name, the addresses that the plan in
 * service may answer, under the serial number that zone and plan have together. It is one moment's
 * content, however long it takes. {@link io.eightnines.failover.dns.transfer.Transfers} says who
 * gets one and how often; whoever does not is answered like everybody, which is REFUSED.
 *
 * <p>Lost on a secondary: weights, the number of addresses in an answer, regions by network, and
 * the TTL's shrinking between two transfers. Left out: differences instead of the whole (RFC 1995;
 * whoever asks for them gets the whole, which it allows), transfers over UDP, and over TLS.
 */
@NullMarked
package io.eightnines.failover.dns.transfer;

import org.jspecify.annotations.NullMarked;
