package io.eightnines.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.ratis.metrics.MetricRegistries;
import org.junit.jupiter.api.Test;

class NoMetricsTest {
  @Test
  void it_is_what_ratis_finds() {
    assertThat(MetricRegistries.global()).isInstanceOf(NoMetrics.class);
  }
}
