package io.eightnines.http;

import io.eightnines.client.draw.DrawProtocol;
import io.eightnines.client.json.FieldError;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads how long a caller will still wait. */
public final class DeadlineHeader {

  private DeadlineHeader() {}

  /** The remaining time, {@code otherwise} when none is given, or empty when it is malformed. */
  public static Optional<Duration> read(@Nullable String header, Duration otherwise) {
    if (header == null) {
      return Optional.of(otherwise);
    }
    if (!header.matches("[1-9][0-9]{0,4}")) {
      return Optional.empty();
    }
    return Optional.of(Integer.parseInt(header))
        .filter(millis -> millis <= DrawProtocol.MAX_DEADLINE_MS)
        .map(Duration::ofMillis);
  }

  /** What is wrong with a malformed one. */
  public static FieldError error(@Nullable String header) {
    return new FieldError(
        DrawProtocol.DEADLINE_MS,
        header == null ? "absent" : header,
        "1 to " + DrawProtocol.MAX_DEADLINE_MS + " milliseconds");
  }
}
