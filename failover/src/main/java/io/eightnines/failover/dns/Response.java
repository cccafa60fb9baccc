package io.eightnines.failover.dns;

import java.util.Optional;

/**
 * What to send back.
 *
 * @param bytes the response, or empty if the query deserves none
 * @param rcode the response code's name, or {@code DROPPED}
 */
public record Response(Optional<byte[]> bytes, String rcode) {
  static Response none() {
    return new Response(Optional.empty(), "DROPPED");
  }
}
