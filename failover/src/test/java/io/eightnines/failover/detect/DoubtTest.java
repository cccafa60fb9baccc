package io.eightnines.failover.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.probe.Depth;
import io.eightnines.failover.probe.Observation;
import io.eightnines.failover.probe.Outcome;
import io.eightnines.failover.probe.Punctuality;
import io.eightnines.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DoubtTest {
  private static final DetectorPolicy POLICY = DetectorSimulation.POLICY;
  private static final Outcome HEALTHY = new Outcome.Healthy(Duration.ofMillis(2));
  private static final Outcome SILENCE = new Outcome.TimedOut(Duration.ofMillis(60));

  private static Moment at(long millis) {
    return new Moment(Instant.ofEpochMilli(millis), Duration.ofMillis(millis).toNanos());
  }

  /** Known of an endpoint asked thrice with one answer, until a time. */
  private static EndpointHealth known(Outcome outcome, long until) {
    EndpointHealth health = EndpointHealth.unknown(POLICY, at(0));
    for (long millis = until - 200; millis <= until; millis += 100) {
      health = after(health, outcome, millis);
    }
    return health;
  }

  private static EndpointHealth after(EndpointHealth health, Outcome outcome, long millis) {
    Moment at = at(millis);
    return Detector.observe(
        POLICY,
        health,
        new Observation(Fleets.id(1), Depth.SHALLOW, outcome, at, at, Duration.ZERO));
  }

  private static Punctuality onTime(long now) {
    return punctual(now + 100, null);
  }

  private static Punctuality punctual(long due, @Nullable Moment lastLate) {
    return new Punctuality(at(0), at(due), lastLate);
  }

  private static Optional<Doubt.Kind> doubt(Punctuality own, long now, EndpointHealth... all) {
    return Doubt.of(POLICY, own, List.of(all), at(now)).map(Doubt::kind);
  }

  @Test
  void it_starts_until_it_has_seen_enough_of_every_endpoint_or_two_seconds_have_passed() {
    EndpointHealth known = known(HEALTHY, 300);
    EndpointHealth unknown = EndpointHealth.unknown(POLICY, at(0));

    assertThat(doubt(onTime(300), 300, known, unknown)).contains(Doubt.Kind.STARTING);
    assertThat(doubt(onTime(300), 300, known, known)).isEmpty();
    EndpointHealth later = known(HEALTHY, 2000);
    assertThat(doubt(onTime(1999), 1999, later, unknown)).contains(Doubt.Kind.STARTING);
    assertThat(doubt(onTime(2000), 2000, later, unknown)).isEmpty();
  }

  @Test
  void it_is_late_from_the_missed_tick_until_half_a_second_after_it() {
    EndpointHealth known = known(HEALTHY, 5000);

    assertThat(doubt(punctual(4950, null), 5000, known)).isEmpty();
    assertThat(doubt(punctual(4949, null), 5000, known)).contains(Doubt.Kind.LATE);
    assertThat(doubt(punctual(5100, at(4501)), 5000, known)).contains(Doubt.Kind.LATE);
    assertThat(doubt(punctual(5100, at(4500)), 5000, known)).isEmpty();
  }

  @Test
  void it_is_blind_when_nothing_was_heard_from_two_or_more_for_as_long_as_a_trip_takes() {
    EndpointHealth silent = known(SILENCE, 5000);

    assertThat(doubt(onTime(5000), 5000, silent, silent)).contains(Doubt.Kind.BLIND);
    assertThat(doubt(onTime(5000), 5000, silent)).isEmpty();
    assertThat(doubt(onTime(5000), 5000, silent, known(HEALTHY, 4781))).isEmpty();
    assertThat(doubt(onTime(5000), 5000, silent, known(HEALTHY, 4780))).contains(Doubt.Kind.BLIND);
  }

  @Test
  void who_hears_refusals_or_bad_answers_is_not_blind() {
    EndpointHealth refused = known(new Outcome.Refused(), 5000);
    EndpointHealth bad = known(new Outcome.BadAnswer("status 500"), 5000);

    assertThat(doubt(onTime(5000), 5000, refused, refused)).isEmpty();
    assertThat(doubt(onTime(5000), 5000, bad, bad)).isEmpty();
    EndpointHealth noWay = known(new Outcome.Unreachable("no route to host"), 5000);
    EndpointHealth notAsked = known(new Outcome.NotAsked("no such address"), 5000);
    assertThat(doubt(onTime(5000), 5000, noWay, notAsked)).contains(Doubt.Kind.BLIND);
  }

  /** One that was silent for long enough to be down, and has answered once since. */
  private static EndpointHealth downAndHeard(long until) {
    EndpointHealth health = EndpointHealth.unknown(POLICY, at(0));
    for (long millis = until - 1000; millis <= until; millis += 100) {
      health = after(health, millis < until ? SILENCE : HEALTHY, millis);
    }
    assertThat(health.standing()).isEqualTo(Standing.DOWN);
    return health;
  }

  @Test
  void who_hears_again_stays_blind_until_one_endpoint_has_stood_for_half_a_second() {
    EndpointHealth heard = downAndHeard(5000);
    EndpointHealth silent = downAndHeard(4500);

    assertThat(doubt(onTime(5010), 5010, heard, silent)).contains(Doubt.Kind.BLIND);

    EndpointHealth returned =
        heard.with(
            new Verdict(
                Standing.UP, new Reason.Recovered(5, Duration.ofSeconds(1)), at(5000), at(6000)));
    assertThat(doubt(onTime(6499), 6499, returned, downAndHeard(6400))).contains(Doubt.Kind.BLIND);
    assertThat(doubt(onTime(6500), 6500, returned, downAndHeard(6400))).isEmpty();
  }

  @Test
  void one_that_is_silent_beside_others_that_stand_is_no_reason_to_doubt() {
    EndpointHealth stands = known(HEALTHY, 300);

    assertThat(doubt(onTime(5010), 5010, downAndHeard(5000), stands)).isEmpty();
  }
}
