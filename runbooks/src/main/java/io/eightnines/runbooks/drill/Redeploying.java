package io.eightnines.runbooks.drill;

import io.eightnines.runbooks.fleet.Fleet;
import io.eightnines.runbooks.fleet.Member;
import io.eightnines.runbooks.load.WeightLog;
import io.eightnines.runbooks.load.WeightWatch;
import io.eightnines.runbooks.redeploy.Phase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Redeploys a region in one {@link Way} while load runs, and judges it. */
final class Redeploying {
  static final String REDEPLOY = "redeploy";
  static final String RESUMED = "redeploy_killed_and_resumed";
  static final String TWICE = "two_redeploys_one_after_the_other";
  static final String APPLY = "terraform_apply";
  static final String OWN = "terraform_itself";

  /** The exit code of one that found another under way. */
  private static final int BUSY = 4;

  private final Fleet fleet;
  private final Notes notes;
  private final Way way;
  private final List<RedeployProgram> programs = new ArrayList<>();

  Redeploying(Fleet fleet, Notes notes, Way way) {
    this.fleet = fleet;
    this.notes = notes;
    this.way = way;
  }

  /** Redeploys; tells a person what came of it. */
  String redeploy(Member region) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    try (WeightWatch weights = new WeightWatch(fleet, fleet.daemons())) {
      int code =
          switch (way) {
            case Way.Undisturbed _ -> run(region.name());
            case Way.Killed(var phase) -> killedAt(phase, region.name());
            case Way.Crowded _ -> crowded(region.name());
          };
      long took = System.nanoTime() - begun;
      notes.measured(measure(), took);
      note("the redeploy ended well", code == 0, programs.getLast().lastWords());
      note("the region runs afterwards", region.isAlive(), region.name());
      judgeTerraform(weights);
      return "redeployed %s in %.1f s%s"
          .formatted(
              way.text(),
              took / 1e9,
              applied()
                  .map(done ->
                      ", %d ms of them in terraform, %d its own"
                          .formatted(done.millis(), done.ownMillis()))
                  .orElse(""));
    }
  }

  private String measure() {
    return switch (way) {
      case Way.Undisturbed _ -> REDEPLOY;
      case Way.Killed _ -> RESUMED;
      case Way.Crowded _ -> TWICE;
    };
  }

  private int run(String region, String... more) throws IOException, InterruptedException {
    return start(region, (_, _) -> {}, more).awaitEnd();
  }

  private RedeployProgram start(String region, RedeployProgram.Listener listener, String... more)
      throws IOException {
    RedeployProgram program = new RedeployProgram(fleet, region, List.of(more), listener);
    programs.add(program);
    return program;
  }

  private int killedAt(Phase phase, String region) throws IOException, InterruptedException {
    RedeployProgram victim =
        start(
            region,
            (program, line) -> {
              if (line.startsWith(RedeployProgram.entering(phase))) {
                program.kill();
              }
            });
    int killed = victim.awaitEnd();
    note("it was killed on the way", killed == 128 + 9, "it ended with " + killed);
    return run(region);
  }

  private int crowded(String region) throws IOException, InterruptedException {
    RedeployProgram first = start(region, (_, _) -> {});
    while (first.heard(RedeployProgram.entering(Phase.DRAIN)).isEmpty() && first.isAlive()) {
      Thread.sleep(Duration.ofMillis(20));
    }
    RedeployProgram waits =
        new RedeployProgram(fleet, region, List.of("--wait", "10m"), (_, _) -> {});
    RedeployProgram refused = new RedeployProgram(fleet, region, List.of(), (_, _) -> {});
    int code = refused.awaitEnd();
    note(
        "a second one at the same time is refused",
        code == BUSY,
        code + ": " + refused.lastWords());
    code = first.awaitEnd();
    int later = waits.awaitEnd();
    boolean after = before(first.heard("done"), waits.heard(RedeployProgram.entering(Phase.DRAIN)));
    note("one that waits begins after the first has ended", after, waits.lastWords());
    return Math.max(code, later);
  }

  private static boolean before(Optional<Long> first, Optional<Long> second) {
    return first.isPresent() && second.isPresent() && first.get() < second.get();
  }

  private Optional<RedeployProgram.Applied> applied() {
    return programs.stream().flatMap(program -> program.applied().stream()).findFirst();
  }

  private void judgeTerraform(WeightWatch weights) {
    applied()
        .ifPresent(done -> {
          notes.measured(APPLY, Duration.ofMillis(done.millis()).toNanos());
          notes.measured(OWN, Duration.ofMillis(done.ownMillis()).toNanos());
        });
    Optional<Long> from = heard(RedeployProgram.entering(Phase.APPLY));
    Optional<Long> to = heard(RedeployProgram.passing(Phase.APPLY));
    for (String daemon : fleet.layout().daemonNames()) {
      WeightLog log = weights.log(daemon);
      boolean untouched =
          from.isPresent()
              && to.isPresent()
              && log.samples() > 0
              && log.changes().stream()
                  .noneMatch(change -> change.at() > from.get() && change.at() < to.get());
      note("no weight moved while terraform worked", untouched, daemon + ": " + log);
    }
  }

  private Optional<Long> heard(String line) {
    return programs.stream().flatMap(program -> program.heard(line).stream()).findFirst();
  }

  private void note(String name, boolean holds, String detail) {
    notes.findings().note(name, holds, detail);
  }
}
