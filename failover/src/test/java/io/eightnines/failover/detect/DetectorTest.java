package io.eightnines.failover.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.probe.Observation;
import io.eightnines.failover.probe.Outcome;
import io.eightnines.failover.time.Moment;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DetectorTest {
  private static final DetectorPolicy POLICY =
      new DetectorPolicy(
          new DetectorPolicy.Trip(3, 2),
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
    Moment now = moment();
    health =
        Detector.observe(
            POLICY, health, new Observation(Fleets.id(1), outcome, now, now, observerLate));
  }

  private Standing standing() {
    return health.verdict().standing();
  }

  private void comeUp() {
    see(HEALTHY, 700);
    assertThat(standing()).isEqualTo(Standing.UP);
  }

  @Test
  void three_failures_in_a_row_take_the_endpoint_out() {
    comeUp();

    see(TIMED_OUT, 2);
    assertThat(standing()).isEqualTo(Standing.UP);
    see(TIMED_OUT, 1);

    assertThat(standing()).isEqualTo(Standing.DOWN);
    assertThat(health.verdict().reason())
        .isEqualTo(new Reason.Failed(3, TIMED_OUT, Duration.ofSeconds(1)));
    assertThat(health.verdict().since().since(health.verdict().evidence()))
        .isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void a_success_between_failures_starts_the_count_again() {
    comeUp();

    see(TIMED_OUT, 2);
    see(HEALTHY, 1);
    see(TIMED_OUT, 2);

    assertThat(standing()).isEqualTo(Standing.UP);
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
              POLICY, health, new Observation(Fleets.id(1), HEALTHY, now, now, Duration.ZERO));
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
            new Observation(Fleets.id(1), TIMED_OUT, stepped, stepped, Duration.ZERO));

    assertThat(standing()).isEqualTo(Standing.UP);
    see(TIMED_OUT, 2);
    assertThat(standing()).isEqualTo(Standing.DOWN);
  }
}
