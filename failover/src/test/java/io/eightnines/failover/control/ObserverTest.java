package io.eightnines.failover.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eightnines.failover.decide.Command;
import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.settings.DetectorSection;
import io.eightnines.failover.vote.ObserverId;
import io.eightnines.time.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ObserverTest {
  private final SilentTelemetry telemetry = new SilentTelemetry();
  private final List<Command> proposed = new ArrayList<>();
  private final List<CompletableFuture<Void>> asked = new ArrayList<>();
  private long nanos;
  private boolean refuses;

  private final Observer observer = observer(0);

  private Observer observer(int practice) {
    return new Observer(
        new Observer.Rules(
            new ObserverId("ns1"),
            Fleets.of(100, 100),
            DetectorSection.ofDefaults().toPolicy(),
            1,
            practice),
        new Observer.Outlets(
            this::propose,
            Optional::empty,
            (health, now) -> Optional.empty(),
            new Timeline(telemetry),
            telemetry),
        new Clocks(() -> Instant.EPOCH, () -> nanos));
  }

  private CompletableFuture<Void> propose(Command command) {
    if (refuses) {
      throw new IllegalArgumentException("a command has too many bytes");
    }
    proposed.add(command);
    CompletableFuture<Void> answer = new CompletableFuture<>();
    asked.add(answer);
    return answer;
  }

  @Test
  void what_the_log_refuses_to_take_does_not_silence_the_observer() {
    refuses = true;
    assertThatThrownBy(observer::step).hasMessageContaining("too many bytes");

    refuses = false;
    nanos += Duration.ofSeconds(1).toNanos();
    observer.step();

    assertThat(proposed).singleElement().isInstanceOf(Command.Cast.class);
  }

  @Test
  void nothing_new_is_cast_while_a_ballot_is_under_way() {
    observer.step();
    nanos += Duration.ofSeconds(5).toNanos();
    observer.step();

    assertThat(proposed).hasSize(1);
  }

  @Test
  void the_observer_rests_while_an_overdue_ballot_is_under_way() {
    assertThat(observer.waitNanos()).isZero();
    observer.step();
    nanos += Duration.ofSeconds(5).toNanos();

    assertThat(observer.waitNanos()).isPositive();

    observer.step(new Observer.Message.Settled(proposed.getFirst(), false, Duration.ofSeconds(5)));
    assertThat(observer.waitNanos()).isEqualTo(Duration.ofSeconds(1).toNanos());
  }

  @Test
  void a_ballot_that_was_taken_is_renewed_after_a_second_and_not_before() {
    observer.step();
    Command first = proposed.getFirst();

    observer.step(new Observer.Message.Settled(first, true, Duration.ofMillis(3)));
    nanos += Duration.ofMillis(999).toNanos();
    observer.step();
    assertThat(proposed).hasSize(1);

    nanos += Duration.ofMillis(1).toNanos();
    observer.step();
    assertThat(proposed).hasSize(2);
  }

  @Test
  void the_first_ballots_come_twenty_a_second_until_the_way_into_the_log_is_practised() {
    Observer practising = observer(3);
    for (int round = 1; round <= 4; round++) {
      practising.step();
      assertThat(proposed).hasSize(round);
      asked.getLast().complete(null);
      practising.step();
      nanos += Duration.ofMillis(50).toNanos();
    }
    practising.step();
    assertThat(proposed).hasSize(4);

    nanos += Duration.ofMillis(950).toNanos();
    practising.step();
    assertThat(proposed).hasSize(5);
  }

  @Test
  void how_long_a_ballot_took_to_be_taken_is_told() {
    observer.step();
    nanos += Duration.ofMillis(7).toNanos();
    asked.getFirst().complete(null);
    observer.step();

    assertThat(telemetry.commits).containsExactly(Duration.ofMillis(7));
  }

  @Test
  void a_ballot_that_was_not_taken_is_cast_again_within_twenty_milliseconds() {
    observer.step();

    observer.step(new Observer.Message.Settled(proposed.getFirst(), false, Duration.ofMillis(3)));
    nanos += Duration.ofMillis(20).toNanos();
    observer.step();

    assertThat(proposed).hasSize(2);
  }
}
