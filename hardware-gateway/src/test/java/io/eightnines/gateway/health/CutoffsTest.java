package io.eightnines.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CutoffsTest {

  @ParameterizedTest
  @CsvSource({"20, 2, 11", "20, 0.5, 41", "20, 8, 4", "40, 8, 6", "40, 1, 41", "40, 0.1, 401"})
  void repetition_cut_offs_are_one_more_than_alpha_over_entropy(int n, double entropy, int cutoff) {
    assertThat(Cutoffs.repetitionCount(entropy, n)).isEqualTo(cutoff);
  }

  /** Makers of generators and of Go's own source publish these for α = 2^−20. */
  @ParameterizedTest
  @CsvSource({"512, 8, 13", "512, 4, 62", "512, 0.5, 410", "1024, 1, 589"})
  void proportion_cut_offs_are_those_that_others_publish(int window, double entropy, int cutoff) {
    assertThat(Cutoffs.adaptiveProportion(window, entropy, 20)).isEqualTo(cutoff);
  }

  /** P(X > 9 of 10 coins) = 1/1024, P(X > 8) = 11/1024, P(X > 7) = 56/1024. */
  @ParameterizedTest
  @CsvSource({"10, 9", "9, 9", "6, 8", "4, 7"})
  void the_critical_value_of_ten_coins_is_that_of_pascals_triangle(int n, int critical) {
    assertThat(Cutoffs.criticalBinomial(10, 0.5, n)).isEqualTo(critical);
  }

  @Test
  void for_coins_the_tail_is_at_most_alpha_and_one_less_is_too_much_in_whole_numbers() {
    for (int n = 20; n <= 60; n++) {
      int critical = Cutoffs.criticalBinomial(1024, 0.5, n);

      BigInteger alpha = BigInteger.TWO.pow(1024 - n);
      assertThat(coinsAbove(critical)).isLessThanOrEqualTo(alpha);
      assertThat(coinsAbove(critical - 1)).isGreaterThan(alpha);
    }
  }

  @Test
  void a_smaller_alpha_never_lowers_a_cut_off_and_more_entropy_never_raises_one() {
    for (int n = 20; n < 60; n++) {
      for (double entropy = 0.5; entropy < 8; entropy += 0.5) {
        int cutoff = Cutoffs.adaptiveProportion(512, entropy, n);

        assertThat(Cutoffs.adaptiveProportion(512, entropy, n + 1)).isGreaterThanOrEqualTo(cutoff);
        assertThat(Cutoffs.adaptiveProportion(512, entropy + 0.5, n)).isLessThanOrEqualTo(cutoff);
      }
    }
  }

  /** What the page about α states: alarms to expect of one healthy device in 2^30 bytes. */
  @Test
  void the_default_raises_an_alarm_in_a_thousandth_of_all_runs_of_a_billion_bytes() {
    double bytes = 0x1p30;

    double runs = bytes * Math.pow(2, -8 * (Cutoffs.repetitionCount(8, 40) - 1));
    double windows =
        bytes / 512 * chanceOfAlarm(512, 0x1p-8, Cutoffs.adaptiveProportion(512, 8, 40));
    double bits =
        bytes * 8 / 1024 * chanceOfAlarm(1024, 0.5, Cutoffs.adaptiveProportion(1024, 1, 40));

    assertThat(runs).isEqualTo(0x1p-10);
    assertThat(windows + bits).isLessThan(0x1p-14);
  }

  /** The first sample of a window is what is counted, so it is certain: one of W is left out. */
  private static double chanceOfAlarm(int window, double p, int cutoff) {
    BigDecimal chance = BigDecimal.ZERO;
    BigInteger ways = BigInteger.ONE;
    for (int k = 0; k < window; k++) {
      if (k >= cutoff - 1) {
        chance =
            chance.add(
                new BigDecimal(ways)
                    .multiply(new BigDecimal(p).pow(k))
                    .multiply(new BigDecimal(1 - p).pow(window - 1 - k)));
      }
      ways = ways.multiply(BigInteger.valueOf(window - 1L - k)).divide(BigInteger.valueOf(k + 1L));
    }
    return chance.doubleValue();
  }

  private static BigInteger coinsAbove(int critical) {
    BigInteger ways = BigInteger.ONE;
    BigInteger above = BigInteger.ZERO;
    for (int k = 0; k <= 1024; k++) {
      above = k > critical ? above.add(ways) : above;
      ways = ways.multiply(BigInteger.valueOf(1024L - k)).divide(BigInteger.valueOf(k + 1L));
    }
    return above;
  }
}
