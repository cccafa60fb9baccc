package io.eightnines.client.draw;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Tells whether a list of numbers can be the result of a draw: how many, from where, how often. */
final class Possible {

  private Possible() {}

  static Optional<String> check(
      List<Long> result, int count, long min, long max, boolean distinct) {
    if (result.size() != count) {
      return Optional.of("result has %d numbers, not %d".formatted(result.size(), count));
    }
    for (long number : result) {
      if (number < min || number > max) {
        return Optional.of("result has %d, not in %d to %d".formatted(number, min, max));
      }
    }
    return distinct && new HashSet<>(result).size() != count
        ? Optional.of("result has a number twice")
        : Optional.empty();
  }
}
