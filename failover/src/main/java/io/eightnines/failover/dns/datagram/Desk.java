package io.eightnines.failover.dns.datagram;

import org.jspecify.annotations.Nullable;

/** Answers datagrams. It must not throw: others came with this one. */
@FunctionalInterface
public interface Desk {
  /**
   * What goes back to {@code source}, at most as long as a datagram can be, or null for nothing.
   * Neither what comes nor what goes is kept by the other side: both are written over by the next.
   *
   * @param source an address as on the wire, of 4 or 16 bytes, never to be changed
   */
  byte @Nullable [] answer(byte[] datagram, byte[] source);
}
