package io.eightnines.topology;

import java.util.List;
import java.util.stream.IntStream;

/** A value and where it stands in the topology. */
record Placed<T>(String path, T value) {
  static <T> List<Placed<T>> all(String path, List<T> values) {
    return IntStream.range(0, values.size())
        .mapToObj(i -> new Placed<>(path + "[" + i + "]", values.get(i)))
        .toList();
  }
}
