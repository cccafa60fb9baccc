package io.eightnines.failover.dns.guard;

import org.jspecify.annotations.Nullable;

/** What a gate lets queries through to. */
@FunctionalInterface
public interface Answering {
  /**
   * The answer, or null if the query deserves none. It is good until the next query.
   *
   * @param source the address that sent it, as on the wire
   */
  byte @Nullable [] answer(byte[] query, byte[] source);
}
