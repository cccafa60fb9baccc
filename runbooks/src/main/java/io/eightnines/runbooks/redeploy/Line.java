package io.eightnines.runbooks.redeploy;

import java.time.Instant;

/**
 * A line of the journal.
 *
 * @param at ISO 8601, UTC
 */
public record Line(String at, String run, String region, Note note) {
  Instant time() {
    return Instant.parse(at);
  }
}
