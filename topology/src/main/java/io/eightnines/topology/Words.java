package io.eightnines.topology;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The few words that a field may hold. */
final class Words {
  private Words() {}

  static <T> List<String> of(T[] values, Function<T, String> word) {
    return Arrays.stream(values).map(word).toList();
  }

  static InvalidTopologyException refusal(String text, List<String> words) {
    return new InvalidTopologyException(
        List.of(new Problem("", text, "one of " + String.join(", ", words))));
  }
}
