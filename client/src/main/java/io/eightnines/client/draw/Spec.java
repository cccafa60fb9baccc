package io.eightnines.client.draw;

import io.eightnines.client.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What to draw. Every kind knows which results are possible ones. */
public sealed interface Spec {

  /** The sizes of this spec beside their limits. */
  List<Limits.Size> sizes(Limits limits);

  /**
   * The version of a draw's layout that can carry it: 1 as long as every number is within
   * ±(2<sup>53</sup> − 1) and the result is one list, else 2.
   */
  default int version() {
    return 1;
  }

  /** Why {@code result} cannot be a result of this spec; empty if it can. */
  Optional<String> objectionTo(List<Long> result);

  /**
   * Whole numbers from {@code min} to {@code max}, both included, in the order drawn; at most
   * 2<sup>63</sup> different ones.
   *
   * <p>JSON carries whole numbers exactly only within ±(2<sup>53</sup> − 1) (RFC 8785 section
   * 3.2.2.3, RFC 7493 section 2.2). If a bound is beyond, the draw is wide: bounds and results are
   * texts of decimal digits.
   *
   * @param repetition whether a number may come again; without it, {@code count} is at most the
   *     number of different values
   */
  record Numbers(int count, long min, long max, boolean repetition) implements Spec {
    public Numbers {
      require(count >= 1, "count", count, "at least 1");
      require(min <= max, "max", max, "at least min");
      require(max - min >= 0, "max", max, "less than min + 2^63");
      require(repetition || count - 1 <= max - min, "count", count, "at most max - min + 1");
    }

    /** How far the largest value is from the smallest, 0 to 2<sup>63</sup> − 1. */
    public long span() {
      return max - min;
    }

    /** Whether a bound is beyond what JSON carries as a number. */
    public boolean isWide() {
      return min < -Json.MAX_WHOLE || max > Json.MAX_WHOLE;
    }

    @Override
    public int version() {
      return isWide() ? 2 : 1;
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

  /**
   * Several pools in one draw, as a lottery has them (5 of 50 and 2 of 12): a selection of each,
   * one after the other.
   */
  record Pools(List<Selection> pools) implements Spec {
    public Pools {
      pools = List.copyOf(pools);
      require(!pools.isEmpty(), "pools", 0, "at least 1");
    }

    /** How many numbers are picked from all pools together. */
    public int picked() {
      return pools.stream().mapToInt(Selection::k).sum();
    }

    /** The numbers of each pool, out of all of them in a row. */
    public List<List<Long>> apart(List<Long> result) {
      List<List<Long>> apart = new ArrayList<>();
      int from = 0;
      for (Selection pool : pools) {
        apart.add(result.subList(from, from + pool.k()));
        from += pool.k();
      }
      return apart;
    }

    @Override
    public int version() {
      return 2;
    }

    @Override
    public List<Limits.Size> sizes(Limits limits) {
      int most = pools.stream().mapToInt(Selection::n).max().orElseThrow();
      return List.of(
          new Limits.Size("pools", pools.size(), limits.pools()),
          new Limits.Size("pools.k", picked(), limits.k()),
          new Limits.Size("pools.n", most, limits.n()));
    }

    @Override
    public Optional<String> objectionTo(List<Long> result) {
      if (result.size() != picked()) {
        return Optional.of("result has %d numbers, not %d".formatted(result.size(), picked()));
      }
      List<List<Long>> apart = apart(result);
      for (int i = 0; i < pools.size(); i++) {
        Optional<String> objection = pools.get(i).objectionTo(apart.get(i));
        if (objection.isPresent()) {
          return Optional.of("pool %d: %s".formatted(i + 1, objection.get()));
        }
      }
      return Optional.empty();
    }
  }

  private static void require(boolean holds, String field, long value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("%s %d: expected %s".formatted(field, value, expected));
    }
  }
}
