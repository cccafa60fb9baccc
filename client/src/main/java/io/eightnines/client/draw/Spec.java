package io.eightnines.client.draw;

import io.eightnines.client.json.Json;
import java.util.List;
import java.util.Optional;

/** What to draw. Every kind knows which results are possible ones. */
public sealed interface Spec {

  /** The sizes of this spec beside their limits. */
  List<Limits.Size> sizes(Limits limits);

  /** Why {@code result} cannot be a result of this spec; empty if it can. */
  Optional<String> objectionTo(List<Long> result);

  /**
   * Whole numbers from {@code min} to {@code max}, both included, in the order drawn.
   *
   * <p>Bounds are within ±(2<sup>53</sup> − 1), because JSON carries whole numbers exactly only so
   * far (RFC 8785 section 3.2.2.3, RFC 7493 section 2.2).
   *
   * @param repetition whether a number may come again; without it, {@code count} is at most the
   *     number of different values
   */
  record Numbers(int count, long min, long max, boolean repetition) implements Spec {
    public Numbers {
      require(count >= 1, "count", count, "at least 1");
      require(min >= -Json.MAX_WHOLE, "min", min, "at least -(2^53 - 1)");
      require(max <= Json.MAX_WHOLE, "max", max, "at most 2^53 - 1");
      require(min <= max, "max", max, "at least min");
      require(repetition || count <= max - min + 1, "count", count, "at most max - min + 1");
    }

    /** How many different values there are; it fits, being less than 2<sup>54</sup>. */
    public long values() {
      return max - min + 1;
    }

    @Override
    public List<Limits.Size> sizes(Limits limits) {
      return List.of(new Limits.Size("count", count, limits.count()));
    }

    @Override
    public Optional<String> objectionTo(List<Long> result) {
      return Possible.check(result, count, min, max, !repetition);
    }
  }

  /** The numbers from 1 to {@code size}, each once, in random order. */
  record Permutation(int size) implements Spec {
    public Permutation {
      require(size >= 1, "size", size, "at least 1");
    }

    @Override
    public List<Limits.Size> sizes(Limits limits) {
      return List.of(new Limits.Size("size", size, limits.permutation()));
    }

    @Override
    public Optional<String> objectionTo(List<Long> result) {
      // As many different numbers as there are in range: each of them once.
      return Possible.check(result, size, 1, size, true);
    }
  }

  /** A set of {@code k} of the numbers from 1 to {@code n}, written in ascending order. */
  record Selection(int k, int n) implements Spec {
    public Selection {
      require(k >= 1, "k", k, "at least 1");
      require(k <= n, "k", k, "at most n");
    }

    @Override
    public List<Limits.Size> sizes(Limits limits) {
      return List.of(new Limits.Size("k", k, limits.k()), new Limits.Size("n", n, limits.n()));
    }

    @Override
    public Optional<String> objectionTo(List<Long> result) {
      Optional<String> objection = Possible.check(result, k, 1, n, true);
      if (objection.isPresent() || result.equals(result.stream().sorted().toList())) {
        return objection;
      }
      return Optional.of("result is not in ascending order");
    }
  }

  private static void require(boolean holds, String field, long value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("%s %d: expected %s".formatted(field, value, expected));
    }
  }
}
