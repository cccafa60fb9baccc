package io.eightnines.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HealthMonitorTest {

  private final Random noise = new Random(7);
  private final HealthMonitor monitor =
      new HealthMonitor(new HealthMonitor.Rules(Claim.FULL, 1024, 4096));

  @Test
  void nothing_is_used_before_1024_samples_have_passed_nor_are_these_used() {
    assertThat(monitor.take(fresh(1023))).isInstanceOf(HealthMonitor.Withheld.class);
    assertThat(monitor.state()).isEqualTo(HealthState.STARTING);

    assertThat(monitor.take(fresh(1))).isInstanceOf(HealthMonitor.Passed.class);
    assertThat(monitor.state()).isEqualTo(HealthState.HEALTHY);

    assertThat(monitor.take(fresh(1))).isInstanceOf(HealthMonitor.Usable.class);
  }

  @Test
  void a_healthy_one_that_fails_is_quarantined_and_returns_after_longer_start_up_tests() {
    monitor.take(fresh(1024));

    assertThat(monitor.take(new byte[6]))
        .isEqualTo(
            new HealthMonitor.Failed(
                new Failure(Failure.Test.REPETITION_COUNT, 6, 1030), HealthState.HEALTHY));
    assertThat(monitor.state()).isEqualTo(HealthState.QUARANTINED);

    assertThat(monitor.take(fresh(4095))).isInstanceOf(HealthMonitor.Withheld.class);
    assertThat(monitor.state()).isEqualTo(HealthState.QUARANTINED);
    assertThat(monitor.take(fresh(1))).isInstanceOf(HealthMonitor.Passed.class);
    assertThat(monitor.state()).isEqualTo(HealthState.HEALTHY);
  }

  @Test
  void a_failure_on_the_way_back_begins_the_way_anew() {
    monitor.take(fresh(1024));
    monitor.take(new byte[6]);
    monitor.take(fresh(4000));

    assertThat(monitor.take(new byte[6])).isInstanceOf(HealthMonitor.Failed.class);

    assertThat(monitor.take(fresh(4095))).isInstanceOf(HealthMonitor.Withheld.class);
    assertThat(monitor.take(fresh(1))).isInstanceOf(HealthMonitor.Passed.class);
  }

  @Test
  void one_that_fails_its_first_start_up_tests_is_quarantined() {
    assertThat(monitor.take(new byte[600])).isInstanceOf(HealthMonitor.Failed.class);
    assertThat(monitor.state()).isEqualTo(HealthState.QUARANTINED);
  }

  @Test
  void one_that_could_not_be_read_is_tested_from_the_beginning() {
    monitor.take(fresh(2000));

    monitor.interrupted();

    assertThat(monitor.state()).isEqualTo(HealthState.STARTING);
    assertThat(monitor.take(fresh(1023))).isInstanceOf(HealthMonitor.Withheld.class);
    assertThat(monitor.take(fresh(1))).isInstanceOf(HealthMonitor.Passed.class);
  }

  @Test
  void no_interruption_leads_out_of_quarantine() {
    monitor.take(new byte[6]);
    monitor.interrupted();

    assertThat(monitor.state()).isEqualTo(HealthState.QUARANTINED);
    assertThat(monitor.take(fresh(4095))).isInstanceOf(HealthMonitor.Withheld.class);
    assertThat(monitor.state()).isEqualTo(HealthState.QUARANTINED);
  }

  @Test
  void bits_are_counted_as_samples_where_samples_are_bits() {
    HealthMonitor coins =
        new HealthMonitor(new HealthMonitor.Rules(new Claim(1, 1, 40), 1024, 1024));

    assertThat(coins.take(fresh(127))).isInstanceOf(HealthMonitor.Withheld.class);
    assertThat(coins.take(fresh(1))).isInstanceOf(HealthMonitor.Passed.class);
  }

  @Test
  void fewer_start_up_samples_than_the_standard_asks_for_are_refused() {
    assertThatThrownBy(() -> new HealthMonitor.Rules(Claim.FULL, 1023, 4096))
        .hasMessageContaining("startUpSamples must be 1024");
    assertThatThrownBy(() -> new HealthMonitor.Rules(Claim.FULL, 2048, 1024))
        .hasMessageContaining("returnSamples must be");
  }

  private byte[] fresh(int samples) {
    byte[] bytes = new byte[samples];
    noise.nextBytes(bytes);
    return bytes;
  }
}
