package io.eightnines.log;

import static io.eightnines.log.ReplicatedLogContract.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eightnines.time.Await;
import io.eightnines.time.Clocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a replica leaves on disk, and what it does with what it finds there. */
class RatisDiskTest {
  private static final LogPolicy POLICY =
      new LogPolicy(Duration.ofMillis(150), Duration.ofMillis(300), Duration.ofSeconds(4), 20);

  @TempDir private Path directory;

  private RatisLog open(Path state, Fold fold) throws Exception {
    RatisLog log =
        RatisLog.open(
            Replica.alone(POLICY),
            state,
            fold,
            new Clocks(InstantSource.system(), System::nanoTime));
    Await.until("there is a leader", () -> log.membership().leader().isPresent());
    return log;
  }

  private List<Path> files(String prefix) throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("log"))) {
      return files.filter(file -> file.getFileName().toString().startsWith(prefix)).toList();
    }
  }

  private List<Path> snapshots() throws IOException {
    return files("snapshot.").stream()
        .filter(file -> file.toString().matches(".*_\\d+"))
        .sorted(Comparator.comparingLong(RatisDiskTest::index))
        .toList();
  }

  private static long index(Path snapshot) {
    String name = snapshot.getFileName().toString();
    return Long.parseLong(name.substring(name.lastIndexOf('_') + 1));
  }

  @Test
  void the_disk_stays_bounded_and_a_restart_has_everything() throws Exception {
    Recorder before = new Recorder();
    String filling = "x".repeat(60_000);
    try (RatisLog log = open(directory, before)) {
      for (int i = 0; i < 300; i++) {
        commit(log, i + filling);
      }
      Await.until("old segments are purged", () -> files("log_").size() < 5);
      assertThat(snapshots()).hasSize(2);
    }

    Recorder after = new Recorder();
    try (RatisLog _ = open(directory, after)) {
      Await.until("all is there", () -> after.lines().size() == 300);
    }
    assertThat(after.lines())
        .extracting(Recorder.Line::index)
        .isEqualTo(before.lines().stream().map(Recorder.Line::index).toList());
  }

  @Test
  void a_corrupt_newest_snapshot_is_refused_and_the_one_before_used() throws Exception {
    Recorder before = new Recorder();
    try (RatisLog log = open(directory, before)) {
      for (int i = 0; i < 50; i++) {
        commit(log, "command " + i);
      }
      Await.until("there are two snapshots", () -> snapshots().size() == 2);
    }
    Path newest = snapshots().getLast();
    byte[] content = Files.readAllBytes(newest);
    content[content.length / 2] ^= 1;
    Files.write(newest, content);

    Recorder after = new Recorder();
    try (RatisLog _ = open(directory, after)) {
      Await.until("all is there", () -> after.lines().size() == 50);
    }

    assertThat(after.lines()).isEqualTo(before.lines());
    assertThat(newest.resolveSibling(newest.getFileName() + ".corrupt")).exists();
  }

  @Test
  void a_snapshot_restored_into_an_empty_directory_is_gone_on_from() throws Exception {
    Recorder before = new Recorder();
    try (RatisLog log = open(directory, before)) {
      commit(log, "a");
      commit(log, "b");
      var _ = log.snapshot().get(5, TimeUnit.SECONDS);
    }
    Path snapshot = snapshots().getLast();
    Path fresh = directory.resolve("fresh");

    long index = RatisLog.restore(snapshot, fresh);

    Recorder after = new Recorder();
    try (RatisLog log = open(fresh, after)) {
      assertThat(after.lines()).isEqualTo(before.lines());
      assertThat(commit(log, "c")).isGreaterThan(index);
      Await.until("it goes on", () -> after.commands().equals(List.of("a", "b", "c")));
    }
    assertThatThrownBy(() -> RatisLog.restore(snapshot, fresh))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there already");
  }

  @Test
  void a_closed_replica_leaves_no_thread_of_its_own_and_closes_within_five_seconds()
      throws Exception {
    RatisLog log = open(directory, new Recorder());
    commit(log, "a");

    long start = System.nanoTime();
    log.close();
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    assertThat(took).isLessThan(Duration.ofSeconds(5));
    Await.until(
        "its threads have ended",
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("alone")));
  }
}
