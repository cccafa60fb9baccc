package io.eightnines.failover.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.control.FakeControlPlane;
import io.eightnines.failover.detect.Standing;
import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.publish.CountingTelemetry;
import io.eightnines.failover.publish.ProviderPublisher.Outcome;
import io.eightnines.failover.publish.Trouble;
import io.eightnines.time.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishJournalTest {
  @TempDir Path directory;

  @Test
  void every_write_is_noted_and_of_what_goes_on_and_on_the_first_and_the_end() throws Exception {
    FakeControlPlane plane = new FakeControlPlane(Fleets.of(100, 100), "ns1");
    Journal journal =
        new Journal(
            directory,
            new JournalPolicy(1 << 20, 2),
            () -> {
              throw new AssertionError("the journal failed");
            });
    plane.listen(
        taken -> journal.append(taken.before(), taken.at(), taken.command(), taken.step()));
    PublishJournal publishes =
        new PublishJournal(
            journal, new CountingTelemetry(), () -> Instant.parse("2026-11-21T00:00:00Z"));
    Outcome written = new Outcome.Written(Optional.empty());
    Outcome failed = new Outcome.Failed(new Trouble(Trouble.Kind.THROTTLED, "slower"));

    plane.say(Standing.DOWN, "refused", Fleets.id(1));
    publishes.ended("aws", 1, new Outcome.Current());
    publishes.ended("aws", 2, written);
    publishes.visible("aws", "192.0.2.1#53", 2, Duration.ofMillis(40));
    publishes.ended("aws", 3, written);
    for (int i = 0; i < 5; i++) {
      publishes.ended("aws", 3, new Outcome.Drifted(3, "A was changed"));
      publishes.ended("google", 3, failed);
    }
    publishes.ended("aws", 3, new Outcome.Current());
    publishes.ended("aws", 3, new Outcome.Current());
    publishes.ended("google", 4, new Outcome.Overtaken(9));
    publishes.ended("google", 4, new Outcome.Overtaken(9));
    publishes.byHand("google", 4, failed, new Publication.Manual("alice", "to see"));
    journal.start();
    Await.until("all is written", journal::isIdle);
    journal.stop();

    List<String> notes =
        new JournalReader(directory)
            .since(Instant.EPOCH, 100).lines().stream()
                .filter(line -> line.has("publish"))
                .map(line -> line.at("/events/0").asText())
                .toList();
    assertThat(notes)
        .containsExactly(
            "publish: aws: plan 2: WRITTEN",
            "publish: aws: plan 2: VISIBLE, at 192.0.2.1#53 after 40 ms",
            "publish: aws: plan 3: WRITTEN",
            "publish: aws: plan 3: DRIFTED, A was changed",
            "publish: google: plan 3: FAILED, THROTTLED: slower",
            "publish: aws: plan 3: CURRENT",
            "publish: google: plan 4: OVERTAKEN, generation 9 is served",
            "publish: google: plan 4: FAILED, THROTTLED: slower, by alice: to see");
  }
}
