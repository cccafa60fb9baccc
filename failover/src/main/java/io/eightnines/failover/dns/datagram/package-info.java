/**
 * Sockets for datagrams, each served by one thread.
 *
 * <p>A {@link io.eightnines.failover.dns.datagram.DatagramPort} takes what has come, has a {@link
 * io.eightnines.failover.dns.datagram.Desk} answer it and sends that back; it knows nothing of what
 * the bytes mean. {@link io.eightnines.failover.dns.datagram.BatchPort} moves many datagrams by one
 * system call, on 64-bit Linux; {@link io.eightnines.failover.dns.datagram.ChannelPort} moves one,
 * anywhere. {@link io.eightnines.failover.dns.datagram.Ports} chooses once, at the start. Open,
 * then served again and again, then woken, then closed: a port is never opened again.
 *
 * <p>Left out: control messages (an answer comes from the address that the socket is bound to, and
 * if that is all addresses, from the one that the kernel prefers), and segmentation offload, which
 * is for many datagrams to one receiver.
 */
@NullMarked
package io.eightnines.failover.dns.datagram;

import org.jspecify.annotations.NullMarked;
