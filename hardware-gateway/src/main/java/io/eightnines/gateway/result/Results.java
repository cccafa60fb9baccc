package io.eightnines.gateway.result;

import io.eightnines.client.draw.Spec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * Draws the result of a spec from random bits. Memory grows with the result, not with its range.
 */
public final class Results {

  private Results() {}

  /**
   * A result, every possible one being equally likely.
   *
   * @throws EntropyExhausted if there are too few bits
   */
  public static List<Long> draw(Spec spec, Bits bits) {
    return switch (spec) {
      case Spec.Numbers numbers when numbers.repetition() -> repeated(numbers, bits);
      case Spec.Numbers numbers -> shuffled(numbers.count(), numbers.min(), numbers.span(), bits);
      case Spec.Permutation permutation ->
          shuffled(permutation.size(), 1, permutation.size() - 1L, bits);
      case Spec.Selection selection -> chosen(selection, bits);
      case Spec.Pools pools ->
          pools.pools().stream().flatMap(pool -> chosen(pool, bits).stream()).toList();
    };
  }

  private static List<Long> repeated(Spec.Numbers numbers, Bits bits) {
    return LongStream.range(0, numbers.count())
        .map(i -> numbers.min() + Uniform.upTo(numbers.span(), bits))
        .boxed()
        .toList();
  }

  /**
   * The first {@code count} steps of the Fisher–Yates shuffle (Knuth, The Art of Computer
   * Programming, volume 2, section 3.4.2, algorithm P) of the numbers from {@code first} to {@code
   * first + span}. Only places that a step has changed are kept.
   */
  private static List<Long> shuffled(int count, long first, long span, Bits bits) {
    Map<Long, Long> moved = new HashMap<>();
    List<Long> result = new ArrayList<>(count);
    for (long here = 0; here < count; here++) {
      long there = here + Uniform.upTo(span - here, bits);
      result.add(first + moved.getOrDefault(there, there));
      moved.put(there, moved.getOrDefault(here, here));
      moved.remove(here);
    }
    return List.copyOf(result);
  }

  /** Floyd's sampling of k out of n (Bentley and Floyd, CACM 30(9), 1987), in ascending order. */
  private static List<Long> chosen(Spec.Selection selection, Bits bits) {
    SortedSet<Long> chosen = new TreeSet<>();
    for (long newest = selection.n() - selection.k() + 1L; newest <= selection.n(); newest++) {
      long candidate = 1 + Uniform.upTo(newest - 1, bits);
      if (!chosen.add(candidate)) {
        chosen.add(newest);
      }
    }
    return List.copyOf(chosen);
  }
}
