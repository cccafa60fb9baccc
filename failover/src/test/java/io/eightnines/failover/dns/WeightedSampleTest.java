package io.eightnines.failover.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WeightedSampleTest {
  @Property(seed = "8999")
  void a_sample_has_as_many_as_asked_or_all_and_nobody_twice(
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 1000) Integer> weights,
      @ForAll @IntRange(min = 1, max = 16) int count,
      @ForAll long seed) {
    int[] candidates = weights.stream().mapToInt(Integer::intValue).toArray();

    int[] sample = WeightedSample.of(candidates, count, new SplittableRandom(seed));

    assertThat(sample).hasSize(Math.min(count, candidates.length)).doesNotHaveDuplicates();
    assertThat(IntStream.of(sample)).allMatch(place -> place >= 0 && place < candidates.length);
  }

  /**
   * Each ordered pair (i, j) has probability w_i/W · w_j/(W − w_i). With n = 400 000 draws the
   * standard error of a share is at most 0.0008; five of them are allowed, which a correct sampler
   * exceeds in one of a million runs at most, and never with this seed.
   */
  @Test
  void ordered_pairs_come_as_often_as_their_weights_say() {
    int draws = 400_000;
    double[] weight = {1, 10, 100, 1000};
    int[] candidates = {1, 10, 100, 1000};
    SplittableRandom random = new SplittableRandom(42);
    int[][] seen = new int[4][4];

    for (int i = 0; i < draws; i++) {
      int[] pair = WeightedSample.of(candidates, 2, random);
      seen[pair[0]][pair[1]]++;
    }

    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        double expected = i == j ? 0 : weight[i] / 1111 * weight[j] / (1111 - weight[i]);
        double error = Math.sqrt(expected * (1 - expected) / draws);
        assertThat((double) seen[i][j] / draws)
            .as("pair %d, %d", i, j)
            .isBetween(expected - 5 * error, expected + 5 * error);
      }
    }
  }
}
