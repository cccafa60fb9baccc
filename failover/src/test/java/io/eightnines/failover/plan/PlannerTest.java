package io.eightnines.failover.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.detect.Reason;
import io.eightnines.failover.detect.Standing;
import io.eightnines.failover.detect.Verdict;
import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.fleet.Fleet;
import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.fleet.Weight;
import io.eightnines.failover.probe.Outcome;
import io.eightnines.failover.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
  private static final Plan NONE = new Plan(0, NOW, List.of());

  private static Verdict verdict(Standing standing) {
    Moment now = new Moment(NOW, 0);
    return new Verdict(standing, new Reason.NothingSeen(), now, now);
  }

  private static List<Integer> weights(Plan plan) {
    return plan.endpoints().stream().map(planned -> planned.effective().value()).toList();
  }

  @Test
  void an_endpoint_that_is_up_carries_its_configured_weight_and_one_that_is_out_none() {
    Fleet fleet = Fleets.of(100, 200, 300);

    Plan plan =
        Planner.plan(
            fleet,
            Map.of(
                Fleets.id(1), verdict(Standing.UP),
                Fleets.id(2), verdict(Standing.DOWN),
                Fleets.id(3), verdict(Standing.DRAINING)),
            NONE,
            NOW);

    assertThat(weights(plan)).containsExactly(100, 0, 0);
    assertThat(plan.generation()).isEqualTo(1);
  }

  @Test
  void one_that_was_never_planned_and_is_unknown_carries_its_configured_weight() {
    assertThat(weights(Planner.plan(Fleets.of(7, 0), Map.of(), NONE, NOW))).containsExactly(7, 0);
  }

  @Test
  void one_that_is_unknown_stays_as_it_was() {
    Fleet fleet = Fleets.of(100, 100);
    Plan last =
        Planner.plan(
            fleet,
            Map.of(Fleets.id(1), verdict(Standing.UP), Fleets.id(2), verdict(Standing.DOWN)),
            NONE,
            NOW);

    assertThat(weights(Planner.plan(fleet, Map.of(), last, NOW))).containsExactly(100, 0);
  }

  @Test
  void one_whose_configured_weight_was_zero_is_new_when_it_is_raised() {
    Plan last = Planner.plan(Fleets.of(100, 0), Map.of(), NONE, NOW);

    assertThat(weights(Planner.plan(Fleets.of(100, 50), Map.of(), last, NOW)))
        .containsExactly(100, 50);
  }

  @Property(seed = "8999")
  void whatever_the_verdicts_weight_zero_is_never_answered_and_an_empty_plan_is_held(
      @ForAll @Size(4) List<Standing> standings, @ForAll @IntRange(max = 1) int lastWeight) {
    Fleet fleet = Fleets.of(10, lastWeight, 0, 30);
    Map<EndpointId, Verdict> verdicts = new HashMap<>();
    for (int i = 0; i < 4; i++) {
      verdicts.put(Fleets.id(i + 1), verdict(standings.get(i)));
    }

    Plan plan = Planner.plan(fleet, verdicts, NONE, NOW);

    assertThat(plan.endpoints()).hasSize(4);
    assertThat(plan.find(Fleets.id(3)).orElseThrow().effective()).isEqualTo(Weight.NONE);
    assertThat(ChangeGuard.decide(plan) instanceof ChangeGuard.Decision.Hold)
        .isEqualTo(plan.answerable().isEmpty());
  }

  private static Verdict silent() {
    Moment now = new Moment(NOW, 0);
    Reason reason =
        new Reason.Failed(3, new Outcome.TimedOut(Duration.ofMillis(60)), Duration.ZERO);
    return new Verdict(Standing.DOWN, reason, now, now);
  }

  private static Verdict refusing() {
    Moment now = new Moment(NOW, 0);
    return new Verdict(Standing.DOWN, new Reason.Refusing(2, Duration.ZERO), now, now);
  }

  private static ChangeGuard.Decision guarded(Verdict... verdicts) {
    Map<EndpointId, Verdict> byId = new HashMap<>();
    for (int i = 0; i < verdicts.length; i++) {
      byId.put(Fleets.id(i + 1), verdicts[i]);
    }
    int[] weights = new int[verdicts.length];
    Arrays.fill(weights, 100);
    return ChangeGuard.decide(Planner.plan(Fleets.of(weights), byId, NONE, NOW));
  }

  @Test
  void silence_of_more_than_a_minority_is_held_and_refusal_is_not() {
    Verdict up = verdict(Standing.UP);
    ChangeGuard.Decision held = new ChangeGuard.Decision.Hold(ChangeGuard.Why.MERE_SUSPICION);
    ChangeGuard.Decision go = new ChangeGuard.Decision.Go();

    assertThat(guarded(silent(), up)).isEqualTo(go);
    assertThat(guarded(silent(), up, up)).isEqualTo(go);
    assertThat(guarded(silent(), silent(), up)).isEqualTo(held);
    assertThat(guarded(silent(), refusing(), up)).isEqualTo(go);
    assertThat(guarded(refusing(), refusing(), up)).isEqualTo(go);
    assertThat(guarded(silent(), silent(), up, up, up)).isEqualTo(go);
    assertThat(guarded(silent(), silent(), silent(), up, up)).isEqualTo(held);
  }
}
