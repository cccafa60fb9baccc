package io.eightnines.runbooks.command;

import io.eightnines.runbooks.redeploy.Note;
import io.eightnines.runbooks.redeploy.Redeployer.Progress;
import io.eightnines.runbooks.redeploy.Run;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Tells a person what a redeploy does, a line each, and remembers how long each step took. */
final class RedeployProgress implements Progress {
  /** A step that was passed. */
  record Step(String step, long tookMillis, String detail) {}

  private final PrintWriter out;
  private final List<Step> steps = new ArrayList<>();

  RedeployProgress(PrintWriter out) {
    this.out = out;
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }

  @Override
  public void happened(Instant at, Run run, Note note) {
    line(
        at,
        switch (note) {
          case Note.Begun(var reason, var generation) ->
              "begin  %s: %s, generation %d: %s"
                  .formatted(run.id(), run.region(), generation, reason);
          case Note.Entered(var phase) -> "enter  %s: %s".formatted(phase.word(), phase.text());
          case Note.Did(var phase, var what) -> "did    %s: %s".formatted(phase.word(), what);
          case Note.Passed(var phase, var detail) -> {
            Instant entered = run.entered().getOrDefault(phase, at);
            steps.add(new Step(phase.word(), Duration.between(entered, at).toMillis(), detail));
            yield "passed %s: %s".formatted(phase.word(), detail);
          }
          case Note.Failed(var phase, var why) -> "stuck  %s: %s".formatted(phase.word(), why);
          case Note.Again(var generation) -> "again  with generation " + generation;
          case Note.Abandoned(var why) -> "given up, the region is as it was: " + why;
          case Note.Finished _ -> "done   %s is redeployed".formatted(run.region());
        });
  }

  @Override
  public void waiting(Run run, String why) {
    line(Instant.now(), "wait   " + why);
  }

  private void line(Instant at, String text) {
    out.println(at + "  " + text);
    out.flush();
  }
}
