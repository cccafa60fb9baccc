package io.eightnines.failover.journal;

import io.eightnines.failover.publish.ProviderPublisher.Outcome;
import io.eightnines.failover.publish.PublishTelemetry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes down what publishers do, beside counting it: every plan that a provider took and every
 * name server's answering it, and of drift, failures and newer plans the first and the end.
 */
public final class PublishJournal implements PublishTelemetry {
  private final Journal journal;
  private final PublishTelemetry counts;
  private final InstantSource clock;

  /** What was last written of each publisher's rounds; each key is one thread's. */
  private final Map<String, String> last = new ConcurrentHashMap<>();

  public PublishJournal(Journal journal, PublishTelemetry counts, InstantSource clock) {
    this.journal = journal;
    this.counts = counts;
    this.clock = clock;
  }

  @Override
  public void ended(String publisher, long generation, Outcome outcome) {
    counts.ended(publisher, generation, outcome);
    Publication said = of(publisher, generation, outcome, Optional.empty());
    String kind =
        switch (outcome) {
          case Outcome.Written w -> "";
          case Outcome.Current c -> "";
          case Outcome.Failed f -> f.trouble().kind().name();
          case Outcome.Drifted d -> d.what();
          case Outcome.Overtaken o -> "overtaken by " + o.served();
        };
    String before = last.put(publisher, kind);
    boolean isNews =
        outcome instanceof Outcome.Written || !kind.equals(before == null ? "" : before);
    if (isNews) {
      journal.note(said, clock.instant());
    }
  }

  /** A publish by hand. */
  public void byHand(String publisher, long generation, Outcome outcome, Publication.Manual by) {
    journal.note(of(publisher, generation, outcome, Optional.of(by)), clock.instant());
  }

  private static Publication of(
      String publisher, long generation, Outcome outcome, Optional<Publication.Manual> by) {
    return switch (outcome) {
      case Outcome.Written w -> new Publication(publisher, generation, "WRITTEN", "", by);
      case Outcome.Current c -> new Publication(publisher, generation, "CURRENT", "", by);
      case Outcome.Overtaken o ->
          new Publication(
              publisher, generation, "OVERTAKEN", "generation " + o.served() + " is served", by);
      case Outcome.Drifted d -> new Publication(publisher, generation, "DRIFTED", d.what(), by);
      case Outcome.Failed f ->
          new Publication(publisher, generation, "FAILED", f.trouble().toString(), by);
    };
  }

  @Override
  public void accepted(String publisher, Duration time) {
    counts.accepted(publisher, time);
  }

  @Override
  public void settled(String publisher, Duration time) {
    counts.settled(publisher, time);
  }

  @Override
  public void visible(String publisher, String server, long generation, Duration time) {
    counts.visible(publisher, server, generation, time);
    String text = "at %s after %d ms".formatted(server, time.toMillis());
    journal.note(
        new Publication(publisher, generation, "VISIBLE", text, Optional.empty()), clock.instant());
  }

  @Override
  public void generations(String publisher, long wanted, long served) {
    counts.generations(publisher, wanted, served);
  }

  @Override
  public void failed(String publisher, Exception e) {
    counts.failed(publisher, e);
  }
}
