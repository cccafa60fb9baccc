/**
 * Publishes by dynamic update (RFC 2136) with transaction signatures (RFC 8945): BIND, Knot,
 * PowerDNS and others.
 *
 * <p>A change is one message, which the server applies as a whole or not at all: its prerequisites
 * are the sets that were read, the generation record among them. A set has no weights there, so it
 * holds the addresses that may be answered, and what that leaves out is told. Left out: GSS-TSIG,
 * SIG(0), and notifying or transferring, which is the server's own business.
 */
@NullMarked
package io.eightnines.failover.publish.update;

import org.jspecify.annotations.NullMarked;
