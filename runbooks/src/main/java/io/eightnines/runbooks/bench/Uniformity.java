package io.eightnines.runbooks.bench;

import io.eightnines.client.draw.Spec;
import io.eightnines.gateway.entropy.PoolBits;
import io.eightnines.gateway.result.Results;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether draws of the pool's bits are uniform: numbers of awkward ranges, and permutations. */
final class Uniformity {
  /**
   * One test.
   *
   * @param score standard score of χ²
   */
  record Test(String name, long draws, int cells, double chiSquared, double score) {}

  /** As many numbers as one draw may have. */
  private static final int AT_ONCE = 10_000;

  /** The most that one draw takes from the pool, with all that rejection throws away. */
  private static final int MOST_BYTES = 512 * 1024;

  private static final int MOST_CELLS = 1000;
  private static final int PERMUTED = 5;
  private static final int PERMUTATIONS = 120;

  private final PoolLine line;

  Uniformity(PoolLine line) {
    this.line = line;
  }

  /** Numbers from 0 to {@code last}, a multiple of 10 000 of them. */
  Test numbers(String name, long last, long count) throws InterruptedException {
    int cells = (int) Math.min(last + 1.0, MOST_CELLS);
    long width = last / cells + 1;
    long[] counts = new long[(int) (last / width) + 1];
    Spec spec = new Spec.Numbers(AT_ONCE, 0, last, true);
    long drawn = 0;
    for (; drawn < count; drawn += AT_ONCE) {
      for (long number : draw(spec)) {
        counts[(int) (number / width)]++;
      }
    }
    List<Double> expected = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      // The last cell is narrower than the others.
      double size = i < counts.length - 1 ? width : last - (double) width * i + 1;
      expected.add(drawn * (size / (last + 1.0)));
    }
    return test(name, drawn, counts, expected);
  }

  /** Permutations of five, each of whose 120 orders is counted. */
  Test permutations(long count) throws InterruptedException {
    Map<List<Long>, Integer> cells = new HashMap<>();
    long[] counts = new long[PERMUTATIONS];
    Spec spec = new Spec.Permutation(PERMUTED);
    for (long drawn = 0; drawn < count; drawn++) {
      counts[cells.computeIfAbsent(draw(spec), _ -> cells.size())]++;
    }
    return test(
        "permutations of 5",
        count,
        counts,
        Collections.nCopies(PERMUTATIONS, (double) count / PERMUTATIONS));
  }

  private List<Long> draw(Spec spec) throws InterruptedException {
    line.await(MOST_BYTES);
    return Results.draw(spec, new PoolBits(line.pool()));
  }

  private static Test test(String name, long draws, long[] counts, List<Double> expected) {
    double statistic = ChiSquared.of(counts, expected);
    return new Test(
        name, draws, counts.length, statistic, ChiSquared.score(statistic, counts.length - 1.0));
  }
}
