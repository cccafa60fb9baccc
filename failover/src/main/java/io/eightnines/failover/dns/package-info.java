/**
 * An authoritative name server for one zone, whose service name is answered from the plan in
 * service.
 *
 * <p>{@link io.eightnines.failover.dns.Answers} is a pure function from query, zone, plan and
 * chance to response. It has two ways to the same answer: {@link
 * io.eightnines.failover.dns.QuickAnswers} copies bytes that are ready, and {@link
 * io.eightnines.failover.dns.ThoroughAnswers} takes every query there is. {@link
 * io.eightnines.failover.dns.UdpListener} (by the sockets of {@link
 * io.eightnines.failover.dns.datagram}) and {@link io.eightnines.failover.dns.TcpListener} only
 * move bytes; each of their threads has a {@link io.eightnines.failover.dns.Clerk} of its own,
 * which answers a usual query without making an object. No query changes what is answered, and no
 * bytes from outside end a thread. What strangers get, and how often, is for {@link
 * io.eightnines.failover.dns.guard.Shield} to say; who gets the whole zone, for {@link
 * io.eightnines.failover.dns.transfer.Transfers}.
 *
 * <p>Left out: dynamic update, DNSSEC.
 */
@NullMarked
package io.eightnines.failover.dns;

import org.jspecify.annotations.NullMarked;
