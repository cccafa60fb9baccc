package io.eightnines.runbooks.redeploy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Does what {@link Course} says, one move after the other, and keeps the journal. */
public final class Redeployer {
  private static final Duration POLL = Duration.ofMillis(250);

  /**
   * Where time and names come from.
   *
   * @param newId names for runs, each used once
   */
  public record Outside(InstantSource clock, Pause pause, Supplier<String> newId) {}

  /** Lets some time pass. */
  public interface Pause {
    void of(Duration length) throws InterruptedException;
  }

  /** Told what happens, as it happens. */
  public interface Progress {
    void happened(Instant at, Run run, Note note);

    void waiting(Run run, String why);
  }

  /** What came of it. */
  public sealed interface Outcome {
    /** Nothing was begun. */
    record Refused(String why) implements Outcome {}

    record Finished(Run run) implements Outcome {}

    /** The region is as it was, and the run is over. */
    record Abandoned(Run run, String why) implements Outcome {}

    /** The run stays where it is until somebody goes on with it. */
    record Stuck(Run run, String why) implements Outcome {}
  }

  private final World world;
  private final Journal journal;
  private final Policy policy;
  private final Outside outside;
  private final Progress progress;

  public Redeployer(
      World world, Journal journal, Policy policy, Outside outside, Progress progress) {
    this.world = world;
    this.journal = journal;
    this.policy = policy;
    this.outside = outside;
    this.progress = progress;
  }

  /** Why one region must wait for another. */
  static String unfinishedElsewhere(Run other) {
    return "the redeploy of %1$s is unfinished; go on with it: eightnines redeploy %1$s --yes"
        .formatted(other.region());
  }

  /** Redeploys a region, or goes on with a redeploy of it that was begun before. */
  public Outcome redeploy(String region, String reason) throws IOException, InterruptedException {
    List<Run> runs = Run.fold(journal.lines());
    if (!runs.isEmpty() && !runs.getLast().over()) {
      Run unfinished = runs.getLast();
      return unfinished.region().equals(region)
          ? goOn(resumed(unfinished))
          : new Outcome.Refused(unfinishedElsewhere(unfinished));
    }
    Sight sight = world.look();
    return switch (Course.begin(region, sight)) {
      case Move.Refuse(var why) -> new Outcome.Refused(why);
      default -> goOn(begun(region, reason, sight.generation()));
    };
  }

  private Run begun(String region, String reason, OptionalLong generation) throws IOException {
    Note note = new Note.Begun(reason, generation.orElse(0) + 1);
    Instant now = outside.clock().instant();
    journal.add(new Line(now.toString(), outside.newId().get(), region, note));
    Run run = Run.fold(journal.lines()).getLast();
    progress.happened(now, run, note);
    return enter(run);
  }

  /** One whose region did not become well would find it just as ill: it is replaced once more. */
  private Run resumed(Run run) throws IOException {
    boolean ill = run.failed() && run.phase().equals(Optional.of(Phase.VERIFY));
    return enter(ill ? note(run, new Note.Again(run.generation() + 1)) : run);
  }

  private Outcome goOn(Run begun) throws IOException, InterruptedException {
    Run run = begun;
    String waiting = "";
    while (true) {
      switch (Course.next(run, world.look(), policy, outside.clock().instant())) {
        case Move.Refuse(var why) -> throw new IllegalStateException("refused midway: " + why);
        case Move.Begin _ -> throw new IllegalStateException("begun midway");
        case Move.Drain _ -> run = drain(run);
        case Move.Undrain _ -> run = undrain(run);
        case Move.Apply(var generation) -> run = apply(run, generation);
        case Move.Wait(var why) -> {
          if (!why.equals(waiting)) {
            progress.waiting(run, why);
            waiting = why;
          }
          outside.pause().of(POLL);
        }
        case Move.Pass(var detail) -> run = pass(run, detail);
        case Move.Fail(var why) -> {
          return new Outcome.Stuck(note(run, new Note.Failed(run.phase().orElseThrow(), why)), why);
        }
        case Move.Abandon(var why) -> {
          world.undrain(run.id());
          return new Outcome.Abandoned(note(run, new Note.Abandoned(why)), why);
        }
        case Move.Finish _ -> {
          return new Outcome.Finished(note(run, new Note.Finished()));
        }
      }
    }
  }

  private Run drain(Run run) throws IOException, InterruptedException {
    try {
      world.drain(run.id(), run.reason());
    } catch (IOException e) {
      return bear(run, e);
    }
    return did(run, "the order " + run.id() + " is given");
  }

  private Run undrain(Run run) throws IOException, InterruptedException {
    try {
      world.undrain(run.id());
    } catch (IOException e) {
      return bear(run, e);
    }
    return did(run, "the order " + run.id() + " is ended");
  }

  /** Daemons that elect a leader refuse an order for seconds; the same order may be given again. */
  private Run bear(Run run, IOException e) throws IOException, InterruptedException {
    Instant end = run.entered(run.phase().orElseThrow()).plus(policy.hold());
    if (!outside.clock().instant().isBefore(end)) {
      throw e;
    }
    progress.waiting(run, String.valueOf(e.getMessage()));
    outside.pause().of(POLL);
    return run;
  }

  private Run apply(Run run, long generation) throws IOException, InterruptedException {
    try {
      World.Applied applied = world.apply(generation);
      return pass(
          run,
          "generation %d in %d ms, %d of them terraform's own"
              .formatted(generation, applied.millis(), applied.ownMillis()));
    } catch (IOException e) {
      note(run, new Note.Failed(Phase.APPLY, String.valueOf(e.getMessage())));
      throw e;
    }
  }

  private Run did(Run run, String what) throws IOException {
    return note(run, new Note.Did(run.phase().orElseThrow(), what));
  }

  private Run pass(Run run, String detail) throws IOException {
    return enter(note(run, new Note.Passed(run.phase().orElseThrow(), detail)));
  }

  private Run enter(Run run) throws IOException {
    Optional<Phase> phase = run.phase();
    return phase.isPresent() ? note(run, new Note.Entered(phase.get())) : run;
  }

  private Run note(Run run, Note note) throws IOException {
    Instant now = outside.clock().instant();
    journal.add(new Line(now.toString(), run.id(), run.region(), note));
    Run after = run.after(note, now);
    progress.happened(now, after, note);
    return after;
  }
}
