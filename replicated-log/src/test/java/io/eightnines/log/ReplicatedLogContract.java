package io.eightnines.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eightnines.time.Await;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every log must do, whatever carries it. Each test has one replica and its disk. */
abstract class ReplicatedLogContract {
  private final List<ReplicatedLog> opened = new ArrayList<>();

  /** A log on this test's disk that gives {@code fold} what is there and what is proposed. */
  abstract ReplicatedLog start(Fold fold) throws Exception;

  @AfterEach
  void closeAll() {
    opened.forEach(ReplicatedLog::close);
  }

  private ReplicatedLog open(Fold fold) throws Exception {
    ReplicatedLog log = start(fold);
    opened.add(log);
    Await.until("there is a leader", () -> log.membership().leader().isPresent());
    return log;
  }

  static byte[] bytes(String command) {
    return command.getBytes(StandardCharsets.UTF_8);
  }

  static long commit(ReplicatedLog log, String command) throws Exception {
    return log.propose(bytes(command)).get(5, TimeUnit.SECONDS);
  }

  @Test
  void commands_are_applied_in_the_order_of_their_indices() throws Exception {
    Recorder fold = new Recorder();
    ReplicatedLog log = open(fold);

    List<Long> indices = List.of(commit(log, "a"), commit(log, "b"), commit(log, "c"));

    Await.until("all three are applied", () -> fold.lines().size() == 3);
    assertThat(fold.commands()).containsExactly("a", "b", "c");
    assertThat(fold.lines()).extracting(Recorder.Line::index).isEqualTo(indices);
    assertThat(indices).isSorted().doesNotHaveDuplicates();
    assertThat(log.membership().applied()).isGreaterThanOrEqualTo(indices.getLast());
  }

  @Test
  void stamps_of_many_writers_never_go_back() throws Exception {
    Recorder fold = new Recorder();
    ReplicatedLog log = open(fold);
    List<Future<Long>> indices = new ArrayList<>();

    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        String command = "command " + i;
        indices.add(writers.submit(() -> commit(log, command)));
      }
    }

    assertThat(indices).allMatch(index -> index.resultNow() > 0);
    Await.until("all are applied", () -> fold.lines().size() == 200);
    assertThat(fold.lines()).extracting(Recorder.Line::logMillis).isSorted();
    assertThat(fold.lines()).extracting(Recorder.Line::index).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void a_lone_replica_leads() throws Exception {
    Membership membership = open(new Recorder()).membership();

    assertThat(membership.role()).isEqualTo(Membership.Role.LEADER);
    assertThat(membership.leader()).contains(membership.self());
    assertThat(membership.members()).extracting(Member::name).containsExactly(membership.self());
    assertThat(membership.sinceLeader()).isZero();
  }

  @Test
  void a_command_may_have_64_KiB_and_no_byte_more() throws Exception {
    Recorder fold = new Recorder();
    ReplicatedLog log = open(fold);

    commit(log, "x".repeat(ReplicatedLog.MAX_COMMAND_BYTES));

    Await.until("it is applied", () -> fold.lines().size() == 1);
    assertThatThrownBy(() -> log.propose(new byte[ReplicatedLog.MAX_COMMAND_BYTES + 1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65537");
  }

  @Test
  void a_restart_gives_the_fold_the_same_entries_with_the_same_stamps() throws Exception {
    Recorder before = new Recorder();
    ReplicatedLog log = open(before);
    commit(log, "a");
    commit(log, "b");
    Await.until("both are applied", () -> before.lines().size() == 2);
    log.close();

    Recorder after = new Recorder();
    ReplicatedLog again = open(after);

    Await.until("both are applied again", () -> after.lines().size() == 2);
    assertThat(after.lines()).isEqualTo(before.lines());
    commit(again, "c");
    Await.until("the third is applied", () -> after.lines().size() == 3);
    assertThat(after.lines()).extracting(Recorder.Line::logMillis).isSorted();
  }

  @Test
  void a_restart_after_a_snapshot_goes_on_from_it() throws Exception {
    Recorder before = new Recorder();
    ReplicatedLog log = open(before);
    long a = commit(log, "a");
    assertThat(log.snapshot().get(5, TimeUnit.SECONDS).index()).isGreaterThanOrEqualTo(a);
    commit(log, "b");
    Await.until("both are applied", () -> before.lines().size() == 2);
    log.close();

    Recorder after = new Recorder();
    open(after);

    Await.until("both are there again", () -> after.lines().size() == 2);
    assertThat(after.restored()).isEqualTo(1);
    assertThat(after.lines()).isEqualTo(before.lines());
  }

  @Test
  void a_command_that_the_fold_throws_on_has_no_effect_and_stops_nothing() throws Exception {
    Recorder fold = new Recorder();
    ReplicatedLog log = open(fold);

    commit(log, "poison");
    commit(log, "a");

    Await.until("the next one is applied", () -> fold.commands().equals(List.of("a")));
  }

  @Test
  void a_closed_log_commits_nothing() throws Exception {
    ReplicatedLog log = open(new Recorder());
    log.close();

    assertThatThrownBy(() -> commit(log, "a"))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(NotCommittedException.class);
  }
}
