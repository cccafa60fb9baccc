/**
 * An authoritative name server for one zone, whose service name is answered from the plan in
 * service.
 *
 * <p>{@link io.eightnines.failover.dns.Answers} is a pure function from query, plan and chance to
 * response; {@link io.eightnines.failover.dns.UdpListener} and {@link
 * io.eightnines.failover.dns.TcpListener} only move bytes. No query changes any state, and no bytes
 * from outside end a thread. What strangers get, and how often, is for {@link
 * io.eightnines.failover.dns.guard.Shield} to say.
 *
 * <p>Left out: zone transfer, dynamic update, DNSSEC, client subnet.
 */
@NullMarked
package io.eightnines.failover.dns;

import org.jspecify.annotations.NullMarked;
