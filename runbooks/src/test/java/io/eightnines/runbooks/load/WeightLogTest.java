package io.eightnines.runbooks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WeightLogTest {
  private final WeightLog log = new WeightLog();

  @Test
  void only_a_sample_unlike_the_one_before_is_a_change() {
    log.sampled(1, Map.of("a", 100, "b", 100));
    log.sampled(2, Map.of("a", 100, "b", 100));
    log.sampled(3, Map.of("a", 0, "b", 100));
    log.sampled(4, Map.of("a", 100, "b", 100));

    assertThat(log.samples()).isEqualTo(4);
    assertThat(log.changes()).extracting(WeightLog.Change::at).containsExactly(3L, 4L);
  }

  @Test
  void a_region_is_reduced_when_its_own_weight_first_goes_down() {
    log.sampled(1, Map.of("a", 100, "b", 100));
    log.sampled(2, Map.of("a", 100, "b", 10));
    log.sampled(3, Map.of("a", 60, "b", 20));

    assertThat(log.reduced("a")).contains(3L);
    assertThat(log.reduced("b")).contains(2L);
    assertThat(log.reduced("c")).isEmpty();
  }

  @Test
  void a_region_that_is_gone_weighs_nothing() {
    log.sampled(1, Map.of("a", 100, "b", 100));
    log.sampled(2, Map.of("a", 100));

    assertThat(log.reduced("b")).contains(2L);
  }
}
