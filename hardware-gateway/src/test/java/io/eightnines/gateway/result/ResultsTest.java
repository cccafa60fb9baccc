package io.eightnines.gateway.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.client.draw.Spec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultsTest {

  private static final long MAX = (1L << 53) - 1;

  /**
   * The standard score of a sum of squares that chance exceeds once in 3.5 million runs. Seeds are
   * fixed, so it is exceeded always or never.
   */
  private static final double FIVE_SIGMA = 5;

  @ParameterizedTest
  @ValueSource(longs = {2, 3, 5, 6, 7, 10, 49, 100, 1000})
  void every_number_of_a_small_range_comes_equally_often(long values) {
    Bits bits = bits(values);
    int draws = Math.toIntExact(values * 2000);
    Map<Long, Integer> seen = new HashMap<>();

    for (int i = 0; i < draws; i++) {
      seen.merge(Uniform.upTo(values - 1, bits), 1, Integer::sum);
    }

    assertThat(score(seen, values, draws)).isLessThan(FIVE_SIGMA);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        (1L << 53) - 25,
        (1L << 53) - 111,
        (3L << 51) + 1,
        Long.MAX_VALUE - 24,
        3_000_000_019L
      })
  void every_part_of_a_large_awkward_range_comes_equally_often(long values) {
    Bits bits = bits(values);
    int parts = 97;
    int draws = 200_000;
    long width = values / parts;
    Map<Long, Integer> seen = new HashMap<>();

    int counted = 0;
    for (int i = 0; i < draws; i++) {
      long part = Uniform.upTo(values - 1, bits) / width;
      if (part < parts) {
        seen.merge(part, 1, Integer::sum);
        counted++;
      }
    }

    assertThat(score(seen, parts, counted)).isLessThan(FIVE_SIGMA);
  }

  @Test
  void every_order_of_four_comes_equally_often() {
    assertEvenly(new Spec.Permutation(4), 24);
  }

  @Test
  void every_ordered_pair_out_of_five_comes_equally_often() {
    assertEvenly(new Spec.Numbers(2, -2, 2, false), 20);
  }

  @Test
  void every_three_out_of_six_come_equally_often() {
    assertEvenly(new Spec.Selection(3, 6), 20);
  }

  @Test
  void every_ticket_of_two_pools_comes_equally_often() {
    assertEvenly(new Spec.Pools(List.of(new Spec.Selection(2, 4), new Spec.Selection(1, 3))), 18);
  }

  @Property
  void numbers_are_possible_ones(
      @ForAll @IntRange(min = 1, max = 50) int count,
      @ForAll @LongRange(min = -MAX, max = MAX) long one,
      @ForAll @LongRange(min = -MAX, max = MAX) long other,
      @ForAll boolean repetition,
      @ForAll long seed) {
    long min = Math.min(one, other);
    long max = Math.max(one, other);
    boolean may = repetition || max - min + 1 < count;
    Spec spec = new Spec.Numbers(count, min, max, may);

    assertThat(spec.objectionTo(Results.draw(spec, bits(seed)))).isEmpty();
  }

  @Property
  void selections_and_permutations_are_possible_ones(
      @ForAll @IntRange(min = 1, max = 300) int k,
      @ForAll @IntRange(max = 1000) int more,
      @ForAll long seed) {
    Spec selection = new Spec.Selection(k, k + more);
    Spec permutation = new Spec.Permutation(k);

    assertThat(selection.objectionTo(Results.draw(selection, bits(seed)))).isEmpty();
    assertThat(permutation.objectionTo(Results.draw(permutation, bits(seed)))).isEmpty();
  }

  @Test
  void the_bounds_of_the_widest_range_can_be_drawn() {
    Spec widest = new Spec.Numbers(1, -MAX, MAX, true);

    assertThat(Results.draw(widest, count -> 0)).containsExactly(-MAX);
    assertThat(Results.draw(widest, count -> 2 * MAX)).containsExactly(MAX);

    Spec wider = new Spec.Numbers(1, Long.MIN_VALUE, -1, true);
    assertThat(Results.draw(wider, count -> 0)).containsExactly(Long.MIN_VALUE);
    assertThat(Results.draw(wider, count -> Long.MAX_VALUE)).containsExactly(-1L);
  }

  @Test
  void a_number_beyond_the_range_is_thrown_away_not_folded_back() {
    List<Long> dice = new ArrayList<>(List.of(7L, 6L, 5L));

    assertThat(Uniform.upTo(5, count -> dice.removeFirst())).isEqualTo(5);
    assertThat(dice).isEmpty();
  }

  @Test
  void the_only_possible_number_takes_no_bits() {
    assertThat(Results.draw(new Spec.Numbers(2, 7, 7, true), count -> fail()))
        .containsExactly(7L, 7L);
  }

  @Test
  void all_of_the_largest_sizes_are_drawn() {
    for (Spec spec :
        List.of(
            new Spec.Permutation(100_000),
            new Spec.Selection(10_000, 1_000_000),
            new Spec.Pools(
                List.of(new Spec.Selection(5_000, 1_000_000), new Spec.Selection(5_000, 5_000))),
            new Spec.Numbers(10_000, Long.MIN_VALUE, -1, false),
            new Spec.Numbers(10_000, -MAX, MAX, false))) {
      assertThat(spec.objectionTo(Results.draw(spec, bits(1)))).isEmpty();
    }
  }

  private static void assertEvenly(Spec spec, int possible) {
    Bits bits = bits(possible);
    int draws = possible * 3000;
    Map<List<Long>, Integer> seen = new HashMap<>();
    for (int i = 0; i < draws; i++) {
      seen.merge(Results.draw(spec, bits), 1, Integer::sum);
    }
    assertThat(seen).hasSize(possible);
    assertThat(score(seen, possible, draws)).isLessThan(FIVE_SIGMA);
  }

  /**
   * Pearson's chi-squared as a standard score, by the cube-root approximation of Wilson and
   * Hilferty (PNAS 17, 1931).
   */
  private static double score(Map<?, Integer> seen, long cells, int draws) {
    double expected = (double) draws / cells;
    double squares = (cells - seen.size()) * expected;
    for (int count : seen.values()) {
      squares += (count - expected) * (count - expected) / expected;
    }
    double freedom = cells - 1;
    double spread = 2 / (9 * freedom);
    return (Math.cbrt(squares / freedom) - (1 - spread)) / Math.sqrt(spread);
  }

  private static Bits bits(long seed) {
    Random random = new Random(seed);
    return count -> random.nextLong() >>> (Long.SIZE - count);
  }

  private static long fail() {
    throw new AssertionError("no bits are needed");
  }
}
