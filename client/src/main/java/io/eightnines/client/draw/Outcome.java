package io.eightnines.client.draw;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What a gateway adds to a request: the numbers, where they are from, and when.
 *
 * @param generators those whose bits went into the result, 1 to {@value #MAX_GENERATORS}
 * @param issuedAt in whole microseconds
 */
public record Outcome(List<GeneratorUse> generators, Instant issuedAt, List<Long> result) {

  static final int MAX_GENERATORS = 64;

  public Outcome {
    generators = List.copyOf(generators);
    result = List.copyOf(result);
    if (generators.isEmpty() || generators.size() > MAX_GENERATORS) {
      throw new IllegalArgumentException(
          "generators %d: expected 1 to %d".formatted(generators.size(), MAX_GENERATORS));
    }
    if (!issuedAt.equals(issuedAt.truncatedTo(ChronoUnit.MICROS))) {
      throw new IllegalArgumentException(
          "issuedAt %s: expected whole microseconds".formatted(issuedAt));
    }
  }
}
