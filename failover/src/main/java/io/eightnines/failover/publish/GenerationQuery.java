package io.eightnines.failover.publish;

import java.io.IOException;

/** Asks one authoritative name server which generation it serves. */
@FunctionalInterface
public interface GenerationQuery {
  /**
   * The generation in the server's answer, 0 if it has none of ours.
   *
   * @throws IOException if it does not answer in time, or says that it cannot
   */
  long ask() throws IOException;
}
