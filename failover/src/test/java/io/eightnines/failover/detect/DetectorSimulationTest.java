package io.eightnines.failover.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.probe.Depth;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DetectorSimulationTest {
  private static final long HOUR = 3_600_000;

  private static DetectorSimulation simulation(
      double loss, long burstMillis, long seed, boolean leaps) {
    SplittableRandom random = new SplittableRandom(seed);
    return new DetectorSimulation(
        DetectorSimulation.losses(loss, burstMillis, random.split()),
        DetectorSimulation.losses(loss, burstMillis, random.split()),
        leaps);
  }

  @Test
  void one_percent_of_independent_loss_withdraws_nothing_in_ten_thousand_probe_hours() {
    DetectorSimulation simulation = simulation(0.01, 0, 1, true);

    simulation.runUntil(5_000 * HOUR); // Of each depth.

    assertThat(simulation.lost(Depth.SHALLOW)).isBetween(1_800_000L, 1_900_000L);
    assertThat(simulation.lost(Depth.DEEP)).isBetween(1_900_000L, 2_100_000L);
    assertThat(simulation.withdrawals()).isZero();
    assertThat(simulation.shakyTurns()).isLessThan(1_000);
  }

  @Test
  void bursts_of_total_loss_for_200_ms_withdraw_nothing() {
    DetectorSimulation simulation = simulation(0, 200, 1, true);

    simulation.runUntil(2_000 * HOUR);

    assertThat(simulation.lost(Depth.SHALLOW)).isGreaterThan(500_000);
    assertThat(simulation.withdrawals()).isZero();
  }

  @Test
  void bursts_of_total_loss_for_400_ms_withdraw_at_each_chance() {
    DetectorSimulation simulation = simulation(0, 400, 1, true);

    simulation.runUntil(HOUR);

    assertThat(simulation.withdrawals()).isGreaterThan(5);
  }

  @Property(tries = 60)
  void leaping_over_quiet_stretches_ends_in_the_same_state_as_probe_by_probe(
      @ForAll @DoubleRange(min = 0.01, max = 0.3) double loss,
      @ForAll @IntRange(max = 300) int burstMillis,
      @ForAll @IntRange(min = 1, max = 600_000) int millis,
      @ForAll long seed) {
    DetectorSimulation leaping = simulation(loss, burstMillis, seed, true);
    DetectorSimulation walking = simulation(loss, burstMillis, seed, false);

    leaping.runUntil(millis);
    walking.runUntil(millis);

    // Only at an instant at which no probe is under way have both seen the same probes end.
    leaping.runUntil(millis / 100 * 100 + 99);
    walking.runUntil(millis / 100 * 100 + 99);
    assertThat(leaping.text()).isEqualTo(walking.text());
    assertThat(leaping.health()).isEqualTo(walking.health());
  }
}
