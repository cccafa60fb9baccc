package io.eightnines.time;

import java.time.Duration;
import java.time.Instant;

/**
 * One point in time seen by both clocks: {@code wall} for people, {@code elapsedNanos} for rules.
 */
public record Moment(Instant wall, long elapsedNanos) {
  /** Elapsed time from {@code earlier} to this moment; negative when it is not earlier. */
  public Duration since(Moment earlier) {
    return Duration.ofNanos(elapsedNanos - earlier.elapsedNanos);
  }
}
