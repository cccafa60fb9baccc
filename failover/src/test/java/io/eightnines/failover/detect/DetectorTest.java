package io.eightnines.failover.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.probe.Depth;
import io.eightnines.failover.probe.Observation;
import io.eightnines.failover.probe.Outcome;
import io.eightnines.time.Moment;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DetectorTest {
  private static final DetectorPolicy POLICY =
      new DetectorPolicy(
          new DetectorPolicy.Trip(6, 2, Duration.ofMillis(220)),
          new DetectorPolicy.Share(6, 2, 11, Duration.ofSeconds(2)),
          new DetectorPolicy.Return(5, Duration.ofMillis(500)),
          new HoldDown.Policy(
              Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(60)),
          Duration.ofMillis(50));
  private static final Outcome HEALTHY = new Outcome.Healthy(Duration.ofMillis(2));
  private static final Outcome TIMED_OUT = new Outcome.TimedOut(Duration.ofMillis(60));
  private static final Outcome REFUSED = new Outcome.Refused();
  private static final Outcome STARTING = new Outcome.Starting();

  private long nowMillis;
  private EndpointHealth health = EndpointHealth.unknown(POLICY, moment());

  private Moment moment() {
    return new Moment(Instant.ofEpochMilli(nowMillis), Duration.ofMillis(nowMillis).toNanos());
  }

  private void see(Outcome outcome, int times) {
    for (int i = 0; i < times; i++) {
      see(outcome, Duration.ZERO);
    }
  }

  private void see(Outcome outcome, Duration observerLate) {
    nowMillis += 100;
    seeAt(Depth.SHALLOW, outcome, observerLate);
  }

  private void seeDeep(Outcome outcome, int times) {
    for (int i = 0; i < times; i++) {
      nowMillis += 100;
      seeAt(Depth.DEEP, outcome, Duration.ZERO);
    }
  }

  private void seeAt(Depth depth, Outcome outcome, Duration observerLate) {
    Moment now = moment();
    health =
        Detector.observe(
            POLICY, health, new Observation(Fleets.id(1), depth, outcome, now, now, observerLate));
  }

  private Standing standing() {
    return health.verdict().standing();
  }

  private void comeUp() {
    see(HEALTHY, 700);
    assertThat(standing()).isEqualTo(Standing.UP);
  }

  @Test
  void six_failures_in_a_row_take_the_endpoint_out() {
    comeUp();

    see(TIMED_OUT, 5);
    assertThat(standing()).isEqualTo(Standing.UP);
    see(TIMED_OUT, 1);

    assertThat(standing()).isEqualTo(Standing.DOWN);
    assertThat(health.verdict().reason())
        .isEqualTo(new Reason.Failed(6, TIMED_OUT, Duration.ofSeconds(1)));
    assertThat(health.verdict().since().since(health.verdict().evidence()))
        .isEqualTo(Duration.ofMillis(500));
    assertThat(health.verdict().isProof()).isFalse();
  }

  @Test
  void any_number_of_failures_whose_starts_lie_close_together_takes_nobody_out() {
    comeUp();

    nowMillis += 100;
    for (int i = 0; i < 10; i++) {
      seeAt(Depth.SHALLOW, TIMED_OUT, Duration.ZERO);
      nowMillis += 24;
    }
    assertThat(standing()).isEqualTo(Standing.SHAKY);
    nowMillis = nowMillis - 24 + 4;
    seeAt(Depth.SHALLOW, TIMED_OUT, Duration.ZERO);

    assertThat(health.verdict().reason())
        .isEqualTo(new Reason.Failed(11, TIMED_OUT, Duration.ofSeconds(1)));
  }

  @Test
  void a_success_between_failures_starts_the_count_again() {
    comeUp();

    see(TIMED_OUT, 5);
    see(HEALTHY, 1);
    see(TIMED_OUT, 5);

    assertThat(standing()).isEqualTo(Standing.SHAKY);
  }

  @Test
  void two_refusals_in_a_row_are_proof() {
    comeUp();

    see(REFUSED, 1);
    assertThat(standing()).isEqualTo(Standing.UP);
    see(REFUSED, 1);

    assertThat(standing()).isEqualTo(Standing.DOWN);
    assertThat(health.verdict().reason()).isEqualTo(new Reason.Refusing(2, Duration.ofSeconds(1)));
  }

  @Test
  void a_dropped_connection_alone_is_no_proof() {
    comeUp();

    see(new Outcome.Dropped(), 1);
    see(HEALTHY, 1);

    assertThat(standing()).isEqualTo(Standing.UP);
  }

  @Test
  void it_returns_after_five_successes_over_half_a_second_and_the_hold_down() {
    comeUp();
    see(REFUSED, 2);

    see(HEALTHY, 9);
    assertThat(standing()).isEqualTo(Standing.DOWN);
    see(HEALTHY, 1);

    assertThat(standing()).isEqualTo(Standing.UP);
  }

  @Test
  void five_successes_within_an_instant_are_not_enough() {
    Moment now = moment();

    for (int i = 0; i < 50; i++) {
      health =
          Detector.observe(
              POLICY,
              health,
              new Observation(Fleets.id(1), Depth.SHALLOW, HEALTHY, now, now, Duration.ZERO));
    }

    assertThat(standing()).isEqualTo(Standing.UNKNOWN);
  }

  @Test
  void each_trip_doubles_the_hold_down_up_to_the_cap_and_quiet_time_forgets() {
    HoldDown hold = HoldDown.none(POLICY.holdDown(), moment());
    long[] seconds = new long[9];

    for (int i = 0; i < seconds.length; i++) {
      hold = hold.trip(moment());
      seconds[i] = hold.length().toSeconds();
    }

    assertThat(seconds).containsExactly(1, 2, 4, 8, 16, 32, 60, 60, 60);
    nowMillis += Duration.ofMinutes(8).toMillis();
    assertThat(hold.trip(moment()).length()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void starting_is_no_failure_of_one_that_is_down_and_does_not_bring_it_back() {
    comeUp();
    see(REFUSED, 2);
    Verdict down = health.verdict();
    HoldDown held = health.holdDown();

    see(STARTING, 50);

    assertThat(health.verdict()).isEqualTo(down);
    assertThat(health.holdDown()).isEqualTo(held);
  }

  @Test
  void one_that_is_up_and_says_starting_three_times_is_taken_out_without_hold_down() {
    comeUp();

    see(STARTING, 3);

    assertThat(standing()).isEqualTo(Standing.DOWN);
    assertThat(health.verdict().reason()).isEqualTo(new Reason.NotReady(3));
    assertThat(health.holdDown().level()).isZero();
  }

  @Test
  void draining_takes_it_out_at_once_and_dying_afterwards_is_not_held_against_it() {
    comeUp();

    see(new Outcome.Draining(), 1);
    assertThat(standing()).isEqualTo(Standing.DRAINING);
    see(REFUSED, 2);

    assertThat(standing()).isEqualTo(Standing.DOWN);
    assertThat(health.holdDown().level()).isZero();
  }

  @Test
  void an_observer_that_is_late_ignores_the_failures_it_sees() {
    comeUp();
    EndpointHealth before = health;

    for (int i = 0; i < 20; i++) {
      see(TIMED_OUT, Duration.ofMillis(51));
    }

    assertThat(health).isEqualTo(before);
  }

  @Test
  void an_observer_that_is_late_still_believes_good_news() {
    for (int i = 0; i < 10; i++) {
      see(HEALTHY, Duration.ofMillis(500));
    }

    assertThat(standing()).isEqualTo(Standing.UP);
  }

  @Test
  void a_step_of_the_wall_clock_changes_nothing() {
    comeUp();
    Moment stepped = new Moment(Instant.EPOCH, moment().elapsedNanos() + 1);

    health =
        Detector.observe(
            POLICY,
            health,
            new Observation(
                Fleets.id(1), Depth.SHALLOW, TIMED_OUT, stepped, stepped, Duration.ZERO));

    assertThat(standing()).isEqualTo(Standing.UP);
    see(TIMED_OUT, 5);
    assertThat(standing()).isEqualTo(Standing.DOWN);
  }

  @Test
  void refusals_after_a_withdrawal_on_suspicion_are_proof_from_then_on() {
    comeUp();
    see(TIMED_OUT, 6);
    Verdict suspected = health.verdict();
    HoldDown held = health.holdDown();

    see(REFUSED, 1);
    assertThat(health.verdict()).isEqualTo(suspected);
    see(REFUSED, 1);

    assertThat(health.verdict().isProof()).isTrue();
    assertThat(health.verdict().since()).isEqualTo(suspected.since());
    assertThat(health.verdict().evidence()).isEqualTo(suspected.evidence());
    assertThat(health.holdDown()).isEqualTo(held);
    Verdict proved = health.verdict();
    see(TIMED_OUT, 3);
    see(REFUSED, 9);
    assertThat(health.verdict()).isEqualTo(proved);
  }

  @Test
  void a_connection_dropped_a_time_out_and_two_refusals_are_proof() {
    comeUp();

    see(new Outcome.Dropped(), 1);
    see(TIMED_OUT, 1);
    see(REFUSED, 2);

    assertThat(health.verdict().isProof()).isTrue();
  }

  @Test
  void six_failures_of_forty_make_it_shaky_and_fewer_than_two_make_it_steady() {
    comeUp();

    for (int i = 0; i < 5; i++) {
      see(TIMED_OUT, 1);
      see(HEALTHY, 5);
    }
    assertThat(standing()).isEqualTo(Standing.UP);
    see(TIMED_OUT, 1);
    assertThat(standing()).isEqualTo(Standing.SHAKY);
    assertThat(health.verdict().reason()).isEqualTo(new Reason.Unsteady(Depth.SHALLOW, 6));
    assertThat(standing().isOut()).isFalse();

    see(HEALTHY, 33);
    assertThat(standing()).isEqualTo(Standing.SHAKY);
    see(HEALTHY, 1);
    assertThat(standing()).isEqualTo(Standing.UP);
  }

  @Test
  void shaky_lasts_its_least_time() {
    comeUp();
    see(TIMED_OUT, 5);
    see(HEALTHY, 1);
    see(TIMED_OUT, 1);
    assertThat(standing()).isEqualTo(Standing.SHAKY);

    nowMillis -= 19 * 100;
    for (int i = 0; i < 200; i++) {
      nowMillis += 9;
      seeAt(Depth.SHALLOW, HEALTHY, Duration.ZERO);
    }

    assertThat(standing()).isEqualTo(Standing.SHAKY);
    nowMillis += 3_000;
    see(HEALTHY, 1);
    assertThat(standing()).isEqualTo(Standing.UP);
  }

  @Test
  void one_that_fails_every_third_probe_is_taken_out_though_it_never_fails_running() {
    comeUp();

    for (int i = 0; i < 11; i++) {
      assertThat(standing().isOut()).isFalse();
      see(TIMED_OUT, 1);
      see(HEALTHY, 2);
    }

    assertThat(standing()).isEqualTo(Standing.DOWN);
    assertThat(health.verdict().reason())
        .isEqualTo(new Reason.FailedOften(Depth.SHALLOW, 11, Duration.ofSeconds(1)));
    assertThat(health.verdict().isProof()).isFalse();
  }

  @Test
  void deep_failures_running_behind_green_shallow_probes_are_suspicion_and_never_proof() {
    comeUp();
    seeDeep(HEALTHY, 10);

    for (int i = 0; i < 8; i++) {
      see(HEALTHY, 1);
      seeDeep(REFUSED, 1);
    }

    assertThat(standing()).isEqualTo(Standing.DOWN);
    assertThat(health.verdict().reason()).isInstanceOf(Reason.FailedDeep.class);
    assertThat(health.verdict().reason().isSuspicion()).isTrue();
    assertThat(health.verdict().isProof()).isFalse();
  }

  @Test
  void three_of_ten_deep_probes_failing_behind_green_shallow_ones_take_it_out() {
    comeUp();
    seeDeep(HEALTHY, 40);

    for (int i = 0; i < 40; i++) {
      see(HEALTHY, 1);
      seeDeep(i % 10 % 4 == 1 ? new Outcome.BadAnswer("status 503") : HEALTHY, 1);
    }

    assertThat(health.verdict().reason())
        .isEqualTo(new Reason.FailedOften(Depth.DEEP, 11, Duration.ofSeconds(1)));
  }

  @Test
  void one_taken_out_for_its_depths_returns_only_when_they_are_well() {
    comeUp();
    seeDeep(TIMED_OUT, 6);
    assertThat(standing()).isEqualTo(Standing.DOWN);

    see(HEALTHY, 100);
    assertThat(standing()).isEqualTo(Standing.DOWN);
    seeDeep(HEALTHY, 6);

    assertThat(standing()).isEqualTo(Standing.UP);
  }

  @Test
  void an_endpoint_without_deep_health_is_not_held_to_it() {
    comeUp();
    seeDeep(TIMED_OUT, 6);

    seeDeep(new Outcome.NotOffered(), 1);
    see(HEALTHY, 20);

    assertThat(standing()).isEqualTo(Standing.UP);
  }

  @Test
  void the_depths_of_one_that_says_starting_or_draining_are_not_held_against_it() {
    comeUp();
    see(new Outcome.Draining(), 1);
    seeDeep(new Outcome.BadAnswer("status 503"), 50);
    assertThat(standing()).isEqualTo(Standing.DRAINING);

    see(STARTING, 3);
    seeDeep(new Outcome.BadAnswer("status 503"), 50);
    see(STARTING, 3);
    assertThat(health.holdDown().level()).isZero();
  }

  @Test
  void what_could_not_be_asked_is_no_evidence() {
    comeUp();
    Verdict before = health.verdict();

    see(new Outcome.NotAsked("no such address"), 100);

    assertThat(health.verdict()).isEqualTo(before);
    assertThat(health.heard().elapsedNanos()).isLessThan(moment().elapsedNanos());
  }

  @Test
  void a_failure_that_began_before_the_last_success_counts_from_that_success() {
    comeUp();
    Moment before = moment();
    see(HEALTHY, 1);
    Moment heard = moment();

    health =
        Detector.observe(
            POLICY,
            health,
            new Observation(
                Fleets.id(1), Depth.SHALLOW, TIMED_OUT, before, moment(), Duration.ZERO));

    assertThat(health.shallow().streak().began()).isEqualTo(heard);
  }
}
