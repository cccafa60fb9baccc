package io.eightnines.failover.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eightnines.failover.decide.Charter;
import io.eightnines.failover.decide.Command;
import io.eightnines.failover.detect.Standing;
import io.eightnines.failover.fleet.Fleet;
import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.journal.Journal;
import io.eightnines.failover.journal.JournalPolicy;
import io.eightnines.failover.journal.Notation;
import io.eightnines.failover.plan.Alert;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.plan.PlanPolicy;
import io.eightnines.failover.publish.EmbeddedPublisher;
import io.eightnines.failover.vote.Ballot;
import io.eightnines.failover.vote.ObserverId;
import io.eightnines.failover.vote.Opinion;
import io.eightnines.failover.vote.VotePolicy;
import io.eightnines.log.Entry;
import io.eightnines.time.Clocks;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionFoldTest {
  private static final Fleet FLEET = Fleets.of(100, 100, 100);
  private static final Plan NOTHING = new Plan(0, Instant.EPOCH, List.of());
  private static final ObserverId SELF = new ObserverId("alone");
  private static final Command CONFIGURE =
      new Command.Configure(
          new Charter(
              1, 0, FLEET, new VotePolicy(List.of(SELF), 3000, 2000), PlanPolicy.defaults()),
          NOTHING);
  private static final Command ONE_IS_DOWN =
      new Command.Cast(
          new Ballot(
              SELF,
              1,
              Map.of(Fleets.id(1), new Opinion(Standing.DOWN, true, "refused", 5)),
              Optional.empty()));

  @TempDir Path directory;

  private final SilentTelemetry telemetry = new SilentTelemetry();
  private DecisionFold fold;

  @BeforeEach
  void start() throws Exception {
    fold = fold(telemetry, directory.resolve("one"));
  }

  private static DecisionFold fold(SilentTelemetry telemetry, Path journal) throws Exception {
    EmbeddedPublisher publisher = new EmbeddedPublisher(NOTHING);
    return new DecisionFold(
        new DecisionFold.Outlets(
            publisher,
            publisher,
            plan -> {},
            new Journal(journal, new JournalPolicy(1 << 20, 2), () -> {}),
            new Timeline(telemetry),
            telemetry),
        new Clocks(() -> Instant.EPOCH, () -> 0));
  }

  private void apply(long index, byte[] command) {
    fold.apply(new Entry(index, index, Instant.EPOCH, command));
  }

  @Test
  void a_step_is_told_before_and_after_its_entry_was_applied() {
    CompletableFuture<?> early = fold.step(1);
    assertThat(early).isNotDone();

    apply(1, Notation.write(CONFIGURE));

    assertThat(early).isCompleted();
    assertThat(fold.step(1)).isCompleted();
  }

  @Test
  void what_a_ballot_did_is_not_kept_and_whoever_waits_for_it_is_told() {
    apply(1, Notation.write(CONFIGURE));
    CompletableFuture<?> early = fold.step(2);

    apply(2, Notation.write(ONE_IS_DOWN));

    assertThatThrownBy(early::join).hasMessageContaining("not known here");
    assertThatThrownBy(fold.step(2)::join).hasMessageContaining("not known here");
    assertThat(fold.step(1)).isCompleted();
  }

  @Test
  void an_entry_that_is_no_command_changes_nothing_and_is_told_as_such() {
    apply(1, new byte[] {1, 2, 3});

    assertThat(fold.step(1).join().events()).isEmpty();
    assertThat(telemetry.failures).hasSize(1);
  }

  @Test
  void alerts_are_those_of_the_state_also_after_it_came_from_a_snapshot() throws Exception {
    apply(1, Notation.write(CONFIGURE));
    assertThat(telemetry.alerts).isEmpty();
    apply(2, Notation.write(ONE_IS_DOWN));
    assertThat(telemetry.alerts).containsExactly(Alert.Name.REDUNDANCY_LOST);

    SilentTelemetry other = new SilentTelemetry();
    fold(other, directory.resolve("other")).restore(2, fold.snapshot());

    assertThat(other.alerts).containsExactly(Alert.Name.REDUNDANCY_LOST);
  }

  @Test
  void who_waits_for_an_entry_that_came_in_a_snapshot_is_told_that_it_is_unknown()
      throws Exception {
    apply(1, Notation.write(CONFIGURE));
    DecisionFold other = fold(new SilentTelemetry(), directory.resolve("other"));
    CompletableFuture<?> waiting = other.step(1);

    other.restore(1, fold.snapshot());

    assertThatThrownBy(waiting::join).hasMessageContaining("not known here");
    assertThatThrownBy(other.step(1)::join).hasMessageContaining("not known here");
  }
}
