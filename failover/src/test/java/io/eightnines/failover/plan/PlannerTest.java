package io.eightnines.failover.plan;

import static io.eightnines.failover.plan.Situations.drain;
import static io.eightnines.failover.plan.Situations.standing;
import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.fleet.Weight;
import io.eightnines.failover.intent.Intent;
import io.eightnines.failover.plan.Situations.Found;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {
  private static final String SAID = "ns1 says so";

  @Test
  void each_standing_has_its_weight_and_its_reason() {
    Situations plan =
        Situations.of(100, 100, 100, 100, 100, 100, 100, 0)
            .find(
                Found.UP,
                Found.SHAKY,
                Found.SUSPECT,
                Found.PROVEN,
                Found.CONFIRMED,
                Found.DRAINING,
                Found.UNKNOWN,
                Found.UP);

    assertThat(plan.weights()).containsExactly(100, 50, 100, 0, 0, 0, 100, 0);
    assertThat(plan.plan().endpoints())
        .extracting(PlannedEndpoint::reason)
        .containsExactly(
            new PlanReason.Serving(SAID),
            new PlanReason.Shaky(50, SAID),
            new PlanReason.KeptDespiteSuspicion(SAID),
            new PlanReason.Withdrawn(false, SAID),
            new PlanReason.Withdrawn(false, SAID),
            new PlanReason.Withdrawn(false, SAID),
            new PlanReason.NewAndUnknown(),
            new PlanReason.ConfiguredOut());
    assertThat(plan.alertNames())
        .containsExactly(Alert.Name.REDUNDANCY_LOST, Alert.Name.SUSPECTS_KEPT);
    assertThat(plan.plan().generation()).isEqualTo(1);
  }

  @Test
  void a_suspect_alone_is_withdrawn_and_is_called_one() {
    Situations plan = Situations.ofEqual(3).find(Found.UP, Found.SUSPECT, Found.UP);

    assertThat(plan.reason(2)).isEqualTo(new PlanReason.Withdrawn(true, SAID));
    assertThat(plan.alerts())
        .containsExactly(
            new Alert(Alert.Name.REDUNDANCY_LOST, "out of service: region-127-0-1-2 127.0.1.2"));
  }

  @Test
  void an_order_rules_over_health() {
    Intent force = new Intent.Force(Fleets.endpoint("127.0.1.2", 1).region(), new Weight(7));
    Situations plan =
        Situations.ofEqual(3)
            .with(standing(drain(1), force))
            .find(Found.UP, Found.PROVEN, Found.UP);

    assertThat(plan.weights()).containsExactly(0, 7, 100);
    assertThat(plan.reason(1))
        .isEqualTo(new PlanReason.Ordered("drain region-127-0-1-1 by alice: works"));
    assertThat(plan.reason(2).text()).contains("force region-127-0-1-2 to 7", "approved by bob");
  }

  @Test
  void one_that_is_unknown_stays_as_it_was() {
    Situations plan = Situations.ofEqual(3).find(Found.UP, Found.PROVEN, Found.UP);

    plan.find(Found.UNKNOWN, Found.UNKNOWN, Found.UNKNOWN);

    assertThat(plan.weights()).containsExactly(100, 0, 100);
    assertThat(plan.reason(2)).isEqualTo(new PlanReason.KeptAsItWas());
  }

  @Test
  void one_whose_configured_weight_was_zero_is_new_when_it_is_raised() {
    Plan last = Situations.of(100, 0).find(Found.UP, Found.UP).plan();

    Plan plan = Planner.untold(Fleets.of(100, 50), last, new Planner.Mark(2, Situations.NOW));

    assertThat(plan.summary()).isEqualTo("127.0.1.1=100 127.0.1.2=50");
  }

  @Test
  void one_that_was_out_comes_back_by_a_tenth_a_second() {
    Situations plan = Situations.of(100, 200).find(Found.UP, Found.PROVEN);
    List<Integer> weights = new ArrayList<>();

    for (long millis = 10_000; millis <= 20_000; millis += 500) {
      weights.add(plan.at(millis).find(Found.UP, Found.UP).weights().get(1));
    }

    assertThat(weights)
        .containsExactly(
            20, 20, 40, 40, 60, 60, 80, 80, 100, 100, 120, 120, 140, 140, 160, 160, 180, 180, 200,
            200, 200);
    assertThat(plan.reason(2)).isEqualTo(new PlanReason.Serving(SAID));
    assertThat(plan.plan().isUnsettled()).isFalse();
  }

  @Test
  void a_return_goes_on_by_one_step_however_long_nothing_was_planned() {
    Situations plan = Situations.of(100, 100).find(Found.UP, Found.PROVEN);
    plan.at(1000).find(Found.UP, Found.UP).at(2000).find(Found.UP, Found.UP);
    List<Integer> weights = new ArrayList<>();

    for (long millis = 62_000; millis <= 64_000; millis += 500) {
      weights.add(plan.at(millis).find(Found.UP, Found.UP).weights().get(1));
    }

    assertThat(weights).containsExactly(30, 30, 40, 40, 50);
  }

  @Test
  void one_that_fails_again_while_it_returns_begins_again() {
    Situations plan = Situations.of(100, 100).find(Found.UP, Found.PROVEN);
    for (long millis = 1000; millis <= 5000; millis += 1000) {
      plan.at(millis).find(Found.UP, Found.UP);
    }
    assertThat(plan.weights()).containsExactly(100, 50);

    plan.at(5100).find(Found.UP, Found.PROVEN).at(5200).find(Found.UP, Found.UP);

    assertThat(plan.reason(2)).isEqualTo(new PlanReason.Returning(10, 5200));
  }

  @Test
  void one_that_is_shaky_while_it_returns_gets_no_more_for_it_and_begins_again() {
    Situations plan = Situations.of(100, 100).find(Found.UP, Found.PROVEN);
    plan.at(1000).find(Found.UP, Found.UP);

    plan.at(4000).find(Found.UP, Found.SHAKY);
    assertThat(plan.weights()).containsExactly(100, 10);

    plan.at(4500).find(Found.UP, Found.UP);
    assertThat(plan.weights()).containsExactly(100, 10);
    plan.at(5000).find(Found.UP, Found.UP).at(6000).find(Found.UP, Found.UP);
    assertThat(plan.weights()).containsExactly(100, 30);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "3, 1", "4, 1", "5, 2", "6, 2", "7, 3"})
  void suspicion_takes_out_fewer_than_half_and_one_of_two(int endpoints, long most) {
    assertThat(ChangeGuard.suspectsAllowed(endpoints)).isEqualTo(most);
    for (int suspects = 0; suspects <= endpoints; suspects++) {
      Situations plan = Situations.ofEqual(endpoints).find(suspects(suspects, endpoints));

      long out = plan.weights().stream().filter(weight -> weight == 0).count();
      boolean alone = endpoints == 1;
      assertThat(out)
          .as("%d of %d", suspects, endpoints)
          .isEqualTo(alone ? 0 : Math.min(most, suspects));
      assertThat(plan.guarded()).isEqualTo(new ChangeGuard.Decision.Go());
      assertThat(plan.alertNames().contains(Alert.Name.SUSPECTS_KEPT))
          .isEqualTo(!alone && suspects > most);
    }
  }

  private static Found[] suspects(int suspects, int endpoints) {
    List<Found> found = new ArrayList<>(Collections.nCopies(suspects, Found.SUSPECT));
    found.addAll(Collections.nCopies(endpoints - suspects, Found.UP));
    return found.toArray(Found[]::new);
  }

  @Test
  void one_of_two_goes_on_suspicion_and_the_other_does_not() {
    Situations plan = Situations.ofEqual(2).find(Found.UP, Found.SUSPECT);
    assertThat(plan.weights()).containsExactly(100, 0);

    plan.find(Found.SUSPECT, Found.SUSPECT);

    assertThat(plan.weights()).as("the first one suspected is out").containsExactly(100, 0);
  }

  @Test
  void one_of_three_goes_on_suspicion_and_none_beside_one_that_is_out_for_sure() {
    assertThat(Situations.ofEqual(3).find(Found.SUSPECT, Found.UP, Found.UP).weights())
        .containsExactly(0, 100, 100);
    assertThat(Situations.ofEqual(3).find(Found.SUSPECT, Found.PROVEN, Found.UP).weights())
        .containsExactly(100, 0, 100);
    assertThat(Situations.ofEqual(3).find(Found.SUSPECT, Found.SUSPECT, Found.UP).weights())
        .containsExactly(0, 100, 100);
  }

  @Test
  void proof_and_confirmed_silence_know_no_limit() {
    assertThat(Situations.ofEqual(3).find(Found.PROVEN, Found.CONFIRMED, Found.UP).weights())
        .containsExactly(0, 0, 100);
  }

  @Test
  void when_all_are_down_all_serve_but_those_an_operator_drained() {
    Situations all = Situations.of(1, 2, 0).find(Found.PROVEN, Found.DRAINING, Found.PROVEN);
    assertThat(all.weights()).containsExactly(1, 2, 0);
    assertThat(all.reason(1)).isEqualTo(new PlanReason.FailOpen(SAID));
    assertThat(all.alertNames()).containsExactly(Alert.Name.ALL_DOWN);

    Situations drained =
        Situations.of(1, 2, 3).with(standing(drain(1))).find(Found.UP, Found.PROVEN, Found.PROVEN);
    assertThat(drained.weights()).containsExactly(0, 2, 3);
    assertThat(drained.guarded()).isEqualTo(new ChangeGuard.Decision.Go());
  }

  @Test
  void one_out_on_suspicion_or_not_known_serves_when_the_rest_is_proven_down() {
    Situations suspect = Situations.ofEqual(2).find(Found.SUSPECT, Found.UP);
    assertThat(suspect.weights()).containsExactly(0, 100);
    assertThat(suspect.find(Found.SUSPECT, Found.PROVEN).weights()).containsExactly(100, 100);

    Situations unknown = Situations.ofEqual(2).find(Found.PROVEN, Found.UP);
    assertThat(unknown.find(Found.UNKNOWN, Found.PROVEN).weights()).containsExactly(100, 100);
  }

  @Test
  void a_suspect_that_carries_nothing_is_reported_as_out() {
    Situations plan = Situations.ofEqual(3).find(Found.SUSPECT, Found.UP, Found.UP);

    plan.find(Found.SUSPECT, Found.PROVEN, Found.UP);

    assertThat(plan.weights()).containsExactly(0, 0, 100);
    assertThat(plan.alerts())
        .containsExactly(
            new Alert(
                Alert.Name.REDUNDANCY_LOST,
                "out of service: region-127-0-1-1 127.0.1.1, region-127-0-1-2 127.0.1.2"));
  }

  private static Demand demand(long requests, long... capacity) {
    Map<EndpointId, Long> each = new LinkedHashMap<>();
    for (int i = 0; i < capacity.length; i++) {
      each.put(Fleets.id(i + 1), capacity[i]);
    }
    return new Demand(requests, each);
  }

  @Test
  void slow_start_and_reasons_go_on_under_a_plan_that_spills() {
    Situations plan = Situations.of(demand(1000, 450, 450, 450), 100, 100, 100);
    plan.find(Found.UP, Found.UP, Found.PROVEN);
    assertThat(plan.alertNames())
        .containsExactly(Alert.Name.REDUNDANCY_LOST, Alert.Name.OVER_CAPACITY);

    plan.at(1000).find(Found.UP, Found.UP, Found.UP);
    assertThat(plan.reason(3))
        .isEqualTo(new PlanReason.Spilled(10, new Weight(10), new PlanReason.Returning(10, 1000)));
    assertThat(plan.plan().isUnsettled()).isTrue();
    plan.at(2000).find(Found.UP, Found.UP, Found.UP);
    plan.at(3000).find(Found.UP, Found.UP, Found.UP);

    assertThat(plan.reason(3)).isEqualTo(new PlanReason.Returning(30, 1000));
    assertThat(plan.weights()).containsExactly(100, 100, 30);
  }

  @Test
  void a_suspect_kept_under_a_plan_that_spills_keeps_its_own_weight() {
    Situations plan = Situations.of(demand(900, 900, 100, 900), 100, 100, 100);
    plan.find(Found.UP, Found.UP, Found.UP);
    assertThat(plan.weights()).containsExactly(444, 111, 444);

    plan.find(Found.PROVEN, Found.UP, Found.SUSPECT);

    assertThat(plan.reason(3))
        .isEqualTo(
            new PlanReason.Spilled(89, new Weight(100), new PlanReason.KeptDespiteSuspicion(SAID)));
    assertThat(plan.alertNames())
        .containsExactly(Alert.Name.REDUNDANCY_LOST, Alert.Name.SUSPECTS_KEPT);
  }

  @Test
  void all_down_is_told_even_if_the_plan_spills() {
    Situations plan = Situations.of(demand(900, 900, 100), 100, 100);

    plan.find(Found.PROVEN, Found.PROVEN);

    assertThat(plan.alertNames()).containsExactly(Alert.Name.ALL_DOWN);
  }

  @Property(tries = 3000, seed = "8999")
  void whatever_is_found_an_answer_is_left_and_the_guard_lets_it_go(
      @ForAll @Size(min = 1, max = 12) List<@Size(5) List<Found>> course,
      @ForAll @IntRange(max = 2) int lastWeight) {
    Situations plan = Situations.of(10, lastWeight, 0, 30, 1);
    long now = 0;
    for (List<Found> found : course) {
      now += 700;
      plan.at(now).find(found.toArray(Found[]::new));

      assertThat(plan.plan().endpoints()).hasSize(5);
      assertThat(plan.weights().get(2)).isZero();
      assertThat(plan.plan().isEmpty()).isFalse();
      assertThat(plan.guarded()).isEqualTo(new ChangeGuard.Decision.Go());
      assertThat(plan.plan().endpoints())
          .allMatch(each -> each.effective().value() <= each.endpoint().weight().value());
      assertThat(plan.alerts()).doesNotHaveDuplicates();
    }
  }
}
