package io.eightnines.failover.journal;

import com.fasterxml.jackson.databind.JsonNode;
import io.eightnines.failover.decide.Command;
import io.eightnines.failover.decide.Decider;
import io.eightnines.failover.decide.State;
import io.eightnines.failover.decide.State.Stamp;
import io.eightnines.failover.decide.Step;
import io.eightnines.failover.plan.Plan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Folds a journal again and compares every line with the one that was written, byte for byte. */
public final class Replay {
  /**
   * What came of it.
   *
   * @param fault where and how the journal differs from its own replay; empty if nowhere
   */
  public record Result(long entries, long plans, Optional<String> fault) {}

  private final Consumer<Plan> plans;
  private long entries;
  private long adopted;
  private @Nullable State state;
  private @Nullable String hash;

  private Replay(Consumer<Plan> plans) {
    this.plans = plans;
  }

  /**
   * Replays a journal's folder, or one of its files.
   *
   * @param plans told every plan, in order
   * @throws IOException if it cannot be read
   */
  public static Result run(Path journal, Consumer<Plan> plans) throws IOException {
    Replay replay = new Replay(plans);
    for (Path file : Segments.of(journal)) {
      Optional<String> fault = replay.replay(file);
      if (fault.isPresent()) {
        return new Result(replay.entries, replay.adopted, fault);
      }
    }
    return new Result(replay.entries, replay.adopted, Optional.empty());
  }

  private Optional<String> replay(Path file) throws IOException {
    long number = 1;
    for (byte[] text : Segments.lines(file)) {
      Optional<String> fault = line(text);
      if (fault.isPresent()) {
        return Optional.of(file.getFileName() + " line " + number + ": " + fault.get());
      }
      number++;
    }
    return Optional.empty();
  }

  private Optional<String> line(byte[] text) {
    try {
      JournalLine line = JournalLine.parse(text);
      JsonNode body = JournalLine.json(line.body());
      String before = hash == null ? body.path("after").asText() : hash;
      if (!line.follows(before)) {
        return Optional.of("its hash does not follow from the line before");
      }
      hash = line.hash();
      if (JournalLine.isNote(body)) {
        return noted(body);
      }
      return body.has("state") ? begun(body) : entry(line, body);
    } catch (IOException | RuntimeException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** A segment that goes on where the last one ended must begin with the same state. */
  private Optional<String> begun(JsonNode head) throws IOException {
    State begins =
        Notation.readState(head.path("state").toString().getBytes(StandardCharsets.UTF_8));
    State ended = state;
    state = begins;
    boolean goesOn = ended != null && ended.stamp().index() == begins.stamp().index();
    return goesOn && !begins.equals(ended)
        ? Optional.of("the segment begins with another state than the replay has come to")
        : Optional.empty();
  }

  /** Decides nothing; it must only stand where it says. */
  private Optional<String> noted(JsonNode body) throws IOException {
    State now = state;
    return now != null && now.stamp().index() == JournalLine.lastIndex(body)
        ? Optional.empty()
        : Optional.of("a note does not stand behind the entry that it names");
  }

  private Optional<String> entry(JournalLine line, JsonNode body) throws IOException {
    State before = state;
    if (before == null) {
      return Optional.of("the first line does not give a state to begin with");
    }
    Stamp at = JournalLine.stamp(body);
    Command command = JournalLine.command(before, body);
    Step step = Decider.apply(before, at, command);
    entries++;
    state = step.state();
    step.adopted()
        .ifPresent(event -> {
          adopted++;
          plans.accept(event.plan());
        });
    String again = JournalLine.entry(before, at, command, step);
    return again.equals(line.body()) ? Optional.empty() : Optional.of("replayed it is " + again);
  }
}
