package io.eightnines.runbooks.redeploy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run so far, folded from its notes.
 *
 * @param id also of the order that drains the region
 * @param entered when each phase was entered last
 * @param passed when each phase reached what it is for
 * @param tried whether Terraform may have been at work already: whoever began that died
 * @param failed whether the last thing that happened was that a phase did not get there
 * @param over whether it has ended
 */
public record Run(
    String id,
    String region,
    String reason,
    long generation,
    Map<Phase, Instant> entered,
    Map<Phase, Instant> passed,
    boolean tried,
    boolean failed,
    boolean over) {

  public Run {
    entered = Map.copyOf(entered);
    passed = Map.copyOf(passed);
  }

  /** The runs of a journal, oldest first. */
  public static List<Run> fold(List<Line> lines) {
    List<Run> runs = new ArrayList<>();
    for (Line line : lines) {
      if (line.note() instanceof Note.Begun begun) {
        runs.add(
            new Run(
                line.run(),
                line.region(),
                begun.reason(),
                begun.generation(),
                Map.of(),
                Map.of(),
                false,
                false,
                false));
      } else if (!runs.isEmpty() && runs.getLast().id().equals(line.run())) {
        runs.add(runs.removeLast().after(line.note(), line.time()));
      } else {
        throw new IllegalArgumentException(
            "run is '" + line.run() + "' in a line that is not of the run before it");
      }
    }
    return List.copyOf(runs);
  }

  /** The run after something happened. */
  Run after(Note note, Instant at) {
    Map<Phase, Instant> in = copy(entered);
    Map<Phase, Instant> done = copy(passed);
    switch (note) {
      case Note.Begun _ -> throw new IllegalArgumentException("run " + id + " begins twice");
      case Note.Entered(var phase) -> in.put(phase, at);
      case Note.Passed(var phase, var _) -> done.put(phase, at);
      case Note.Again _ -> {
        List<Phase> anew = List.of(Phase.APPLY, Phase.VERIFY);
        in.keySet().removeAll(anew);
        done.keySet().removeAll(anew);
      }
      case Note.Did _, Note.Failed _, Note.Abandoned _, Note.Finished _ -> {}
    }
    return new Run(
        id,
        region,
        reason,
        note instanceof Note.Again(var next) ? next : generation,
        in,
        done,
        tried || isTrying(note),
        note instanceof Note.Failed,
        note instanceof Note.Abandoned || note instanceof Note.Finished);
  }

  private boolean isTrying(Note note) {
    return note instanceof Note.Again
        || (note instanceof Note.Entered(var phase)
            && phase == Phase.APPLY
            && entered.containsKey(Phase.APPLY));
  }

  private static Map<Phase, Instant> copy(Map<Phase, Instant> of) {
    Map<Phase, Instant> copy = new EnumMap<>(Phase.class);
    copy.putAll(of);
    return copy;
  }

  /** The phase at hand; empty once all are passed. */
  public Optional<Phase> phase() {
    Optional<Phase> phase = Optional.of(Phase.DRAIN);
    while (phase.isPresent() && passed.containsKey(phase.get())) {
      phase = phase.get().next();
    }
    return phase;
  }

  Instant entered(Phase phase) {
    Instant at = entered.get(phase);
    if (at == null) {
      throw new IllegalStateException(phase + " has not been entered in run " + id);
    }
    return at;
  }

  Instant passed(Phase phase) {
    Instant at = passed.get(phase);
    if (at == null) {
      throw new IllegalStateException(phase + " has not been passed in run " + id);
    }
    return at;
  }
}
