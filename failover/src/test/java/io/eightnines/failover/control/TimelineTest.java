package io.eightnines.failover.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.eightnines.failover.control.Timeline.Passage;
import io.eightnines.failover.detect.Reason;
import io.eightnines.failover.detect.Standing;
import io.eightnines.failover.detect.Verdict;
import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.fleet.Weight;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.plan.PlanReason;
import io.eightnines.failover.plan.PlannedEndpoint;
import io.eightnines.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final EndpointId ID = Fleets.id(1);
  private static final Plan IN = plan(1, 100);
  private static final Plan OUT = plan(2, 0);

  private final Timeline timeline = new Timeline(new SilentTelemetry());

  private static Plan plan(long generation, int weight) {
    PlannedEndpoint planned =
        new PlannedEndpoint(
            Fleets.endpoint("127.0.1.1", 100),
            new Weight(weight),
            new PlanReason.Serving("for a test"));
    return new Plan(generation, Instant.EPOCH, List.of(planned));
  }

  private static Moment at(long millis) {
    return new Moment(Instant.EPOCH.plusMillis(millis), Duration.ofMillis(millis).toNanos());
  }

  private static Verdict verdict(Standing standing, long evidence, long since) {
    return new Verdict(standing, new Reason.Steady(), at(evidence), at(since));
  }

  @Test
  void a_withdrawal_is_timed_from_the_first_evidence_to_the_plan_in_service() {
    timeline.turned(ID, verdict(Standing.DOWN, 1000, 1010));
    timeline.served(IN, OUT, new Passage(at(1030), at(1031), at(1033)));

    assertThat(timeline.last(ID).orElseThrow().took())
        .containsOnly(
            entry(Stage.DETECT, Duration.ofMillis(10)),
            entry(Stage.VOTE, Duration.ofMillis(20)),
            entry(Stage.PLAN, Duration.ofMillis(1)),
            entry(Stage.SERVE, Duration.ofMillis(2)),
            entry(Stage.WHOLE, Duration.ofMillis(33)));
  }

  @Test
  void a_verdict_that_came_too_late_for_a_return_is_not_what_led_to_the_next_withdrawal() {
    timeline.served(OUT, IN, new Passage(at(1000), at(1000), at(1000)));
    timeline.turned(ID, verdict(Standing.UP, 500, 1001));
    timeline.served(IN, OUT, new Passage(at(54_000), at(54_000), at(54_000)));

    assertThat(timeline.last(ID)).isEmpty();
  }

  @Test
  void a_verdict_that_came_too_late_for_a_withdrawal_is_not_what_led_to_the_return() {
    timeline.served(IN, OUT, new Passage(at(1000), at(1000), at(1000)));
    timeline.turned(ID, verdict(Standing.DOWN, 990, 1001));
    timeline.served(OUT, IN, new Passage(at(9000), at(9000), at(9000)));

    assertThat(timeline.last(ID)).isEmpty();
  }

  @Test
  void a_weight_that_stays_leaves_the_verdict_for_the_plan_that_moves_it() {
    timeline.turned(ID, verdict(Standing.DOWN, 1000, 1010));
    timeline.served(IN, plan(2, 100), new Passage(at(1011), at(1011), at(1011)));
    timeline.served(plan(2, 100), plan(3, 0), new Passage(at(1030), at(1031), at(1033)));

    assertThat(timeline.last(ID).orElseThrow().at()).isEqualTo(at(1033).wall());
  }
}
