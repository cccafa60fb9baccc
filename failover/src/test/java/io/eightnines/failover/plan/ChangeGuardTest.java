package io.eightnines.failover.plan;

import static io.eightnines.failover.plan.Situations.drain;
import static io.eightnines.failover.plan.Situations.standing;
import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.fleet.Endpoint;
import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.fleet.Weight;
import io.eightnines.failover.intent.Intent;
import io.eightnines.failover.intent.Orders;
import io.eightnines.failover.plan.ChangeGuard.Decision;
import io.eightnines.failover.plan.ChangeGuard.Why;
import io.eightnines.failover.plan.Situations.Found;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeGuardTest {
  /** Not the planner's work: the guard is there for the day on which the planner errs. */
  private static Plan without(int suspects, int endpoints) {
    List<PlannedEndpoint> planned = new ArrayList<>();
    for (int i = 1; i <= endpoints; i++) {
      Endpoint endpoint = Fleets.endpoint("127.0.1." + i, 100);
      planned.add(
          i <= suspects
              ? new PlannedEndpoint(endpoint, Weight.NONE, new PlanReason.Withdrawn(true, "silent"))
              : new PlannedEndpoint(endpoint, endpoint.weight(), new PlanReason.Serving("up")));
    }
    return new Plan(1, Situations.NOW, planned);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2, true",
    "1, 3, true",
    "2, 3, false",
    "2, 4, false",
    "2, 5, true",
    "3, 5, false"
  })
  void suspects_out_are_fewer_than_half_or_one_of_two(int suspects, int endpoints, boolean goes) {
    assertThat(ChangeGuard.decide(without(suspects, endpoints), Orders.NONE))
        .isEqualTo(goes ? new Decision.Go() : new Decision.Hold(Why.MERE_SUSPICION));
  }

  @Test
  void one_that_is_configured_out_is_not_counted() {
    List<PlannedEndpoint> planned = new ArrayList<>(without(2, 3).endpoints());
    for (int i = 4; i <= 9; i++) {
      planned.add(
          new PlannedEndpoint(
              Fleets.endpoint("127.0.1." + i, 0), Weight.NONE, new PlanReason.ConfiguredOut()));
    }

    assertThat(ChangeGuard.decide(new Plan(1, Situations.NOW, planned), Orders.NONE))
        .isEqualTo(new Decision.Hold(Why.MERE_SUSPICION));
  }

  @Test
  void a_frozen_plan_stays_whatever_would_follow() {
    Situations plan =
        Situations.ofEqual(2).with(standing(new Intent.Freeze())).find(Found.UP, Found.PROVEN);

    assertThat(plan.guarded()).isEqualTo(new Decision.Hold(Why.FROZEN));
  }

  @Test
  void a_plan_with_nobody_in_it_is_held() {
    Situations plan =
        Situations.ofEqual(2).with(standing(drain(1), drain(2))).find(Found.UP, Found.UP);

    assertThat(plan.plan().isEmpty()).isTrue();
    assertThat(plan.guarded()).isEqualTo(new Decision.Hold(Why.NOBODY_LEFT));
    assertThat(ChangeGuard.decide(Situations.NONE, Orders.NONE))
        .isEqualTo(new Decision.Hold(Why.NOBODY_LEFT));
  }
}
