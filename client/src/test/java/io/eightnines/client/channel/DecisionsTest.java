package io.eightnines.client.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.client.channel.LaneHealth.Evidence;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pure parts that a channel decides with. */
class DecisionsTest {

  @ParameterizedTest
  @CsvSource({
    "UNCONNECTED, 1",
    "DRAINING, 1",
    "TIMED_OUT, 2",
    "BROKEN, 2",
    "SERVER_ERROR, 3",
  })
  void a_lane_is_suspect_after_its_share_of_evidence(Evidence evidence, int needed) {
    LaneHealth health = LaneHealth.initial();
    int seen = 0;
    while (health.fit()) {
      health = health.after(evidence);
      seen++;
    }

    assertThat(seen).isEqualTo(needed);
  }

  @Test
  void a_success_wipes_out_what_went_before() {
    LaneHealth health =
        LaneHealth.initial()
            .after(Evidence.TIMED_OUT)
            .after(Evidence.SUCCESS)
            .after(Evidence.TIMED_OUT);

    assertThat(health.fit()).isTrue();
  }

  @Test
  void a_suspect_lane_is_fit_after_two_good_signs_in_a_row() {
    LaneHealth suspect = LaneHealth.initial().after(Evidence.UNCONNECTED);
    LaneHealth interrupted =
        suspect.after(Evidence.SUCCESS).after(Evidence.BROKEN).after(Evidence.SUCCESS);

    assertThat(suspect.after(Evidence.SUCCESS).fit()).isFalse();
    assertThat(interrupted.fit()).isFalse();
    assertThat(interrupted.after(Evidence.SUCCESS)).isEqualTo(LaneHealth.initial());
  }

  @Test
  void the_percentile_is_that_of_the_last_256_answers() {
    Latencies latencies = new Latencies();
    for (int i = 0; i < 300_000; i++) {
      latencies.record(Duration.ofMillis(900).toNanos());
    }
    for (int i = 1; i <= 256 + 16; i++) {
      latencies.record(Duration.ofMillis(i % 100).toNanos());
    }

    assertThat(latencies.p95()).isBetween(Duration.ofMillis(90), Duration.ofMillis(99));
  }

  @Test
  void too_few_answers_give_no_percentile_and_bounds_hold() {
    Latencies latencies = new Latencies();
    Duration floor = Duration.ofMillis(30);
    Duration cap = Duration.ofMillis(200);
    for (int i = 0; i < 19; i++) {
      latencies.record(Duration.ofMillis(100).toNanos());
    }
    Duration before = latencies.p95Times(1, floor, cap);
    latencies.record(Duration.ofMillis(100).toNanos());

    assertThat(before).isEqualTo(floor);
    assertThat(latencies.p95Times(1, floor, cap)).isEqualTo(Duration.ofMillis(100));
    assertThat(latencies.p95Times(3, floor, cap)).isEqualTo(cap);
  }

  @Test
  void the_budget_starts_half_full_and_never_passes_its_cap() {
    RetryBudget budget = RetryBudget.initial(new ChannelPolicy.Budget(0.5, 2));

    assertThat(budget.allows()).isTrue();
    assertThat(budget.spent().allows()).isFalse();
    assertThat(budget.spent().earned().earned().allows()).isTrue();
    assertThat(budget.earned().earned().earned().earned().tokens()).isEqualTo(2);
  }

  @Test
  void suspect_lanes_come_last_and_no_lane_twice() {
    List<Boolean> fit = List.of(false, true, true);

    assertThat(LaneOrder.next(fit, 0, Set.of())).hasValue(1);
    assertThat(LaneOrder.next(fit, 1, Set.of())).hasValue(2);
    assertThat(LaneOrder.next(fit, 7, Set.of(1, 2))).hasValue(0);
    assertThat(LaneOrder.next(fit, 7, Set.of(0, 1, 2))).isEqualTo(OptionalInt.empty());
  }
}
