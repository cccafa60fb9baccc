package io.eightnines.failover.dns.datagram;

import java.net.InetAddress;
import java.util.Optional;

/** Answers datagrams. It must not throw: others came with this one. */
@FunctionalInterface
public interface Desk {
  /** What goes back to {@code source}, if anything does; at most as long as a datagram can be. */
  Optional<byte[]> answer(byte[] datagram, InetAddress source);
}
