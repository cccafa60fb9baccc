package io.eightnines.failover.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.control.FakeControlPlane;
import io.eightnines.failover.detect.Standing;
import io.eightnines.failover.fleet.Fleets;
import io.eightnines.time.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalReaderTest {
  private static final Instant EVER = Instant.EPOCH;

  @TempDir Path directory;

  private final FakeControlPlane plane = new FakeControlPlane(Fleets.of(100, 100, 100), "ns1");
  private Journal journal;
  private JournalReader reader;

  @BeforeEach
  void start() throws Exception {
    journal =
        new Journal(
            directory,
            new JournalPolicy(1 << 16, 4),
            () -> {
              throw new AssertionError("the journal failed");
            });
    plane.listen(
        taken -> journal.append(taken.before(), taken.at(), taken.command(), taken.step()));
    journal.start();
    reader = new JournalReader(directory);
  }

  @AfterEach
  void stop() throws Exception {
    journal.stop();
  }

  /** One ballot that turns an endpoint; a second later another. */
  private void flap(int times) {
    for (int i = 0; i < times; i++) {
      plane.pass(1000);
      plane.say(i % 2 == 0 ? Standing.DOWN : Standing.UP, "refused " + i, Fleets.id(1));
    }
  }

  @Test
  void a_ballot_said_again_is_left_out_and_the_newest_comes_last() throws Exception {
    flap(2);
    plane.say(Standing.UP, "refused 1", Fleets.id(1));
    plane.say(Standing.UP, "refused 1", Fleets.id(1));
    Await.until("all is written", journal::isIdle);
    journal.stop();

    JournalReader.Page page = reader.since(EVER, 100);

    assertThat(page.left()).isFalse();
    assertThat(page.lines()).hasSize(2);
    assertThat(page.lines().getLast().toString()).contains("refused 1");
  }

  @Test
  void of_many_segments_the_newest_lines_are_given() throws Exception {
    flap(200);
    Await.until("all is written", journal::isIdle);
    journal.stop();

    JournalReader.Page page = reader.since(EVER, 150);

    assertThat(Segments.of(directory)).hasSizeGreaterThan(1);
    assertThat(page.left()).isTrue();
    assertThat(page.lines()).hasSize(150);
    assertThat(page.lines())
        .isSortedAccordingTo((a, b) -> a.path("index").asInt() - b.path("index").asInt());
    assertThat(page.lines().getLast().toString()).contains("refused 199");
  }

  @Test
  void only_what_is_young_enough_is_given() throws Exception {
    flap(10);
    Await.until("all is written", journal::isIdle);
    journal.stop();
    Instant from = plane.state().stamp().wall().minusSeconds(2);

    assertThat(reader.since(from, 100).lines()).hasSize(3);
  }

  @Test
  void a_line_that_is_being_written_is_left_out() throws Exception {
    flap(3);
    Await.until("all is written", journal::isIdle);
    journal.stop();
    Path last = Segments.of(directory).getLast();
    Files.writeString(last, "0123 {\"ind", StandardOpenOption.APPEND);

    assertThat(reader.since(EVER, 100).lines()).hasSize(3);
  }
}
