package io.eightnines.runbooks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpeedBenchTest {
  @Test
  void of_an_even_number_of_rounds_the_median_favours_nobody() {
    assertThat(SpeedBench.median(List.of(4.0, 1.0, 3.0, 9.0))).isEqualTo(3.5);
  }

  @Test
  void of_an_odd_number_of_rounds_the_median_is_the_one_in_the_middle() {
    assertThat(SpeedBench.median(List.of(4.0, 1.0, 9.0))).isEqualTo(4.0);
    assertThat(SpeedBench.median(List.of(7.0))).isEqualTo(7.0);
  }
}
