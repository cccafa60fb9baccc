package io.eightnines.runbooks.redeploy;

import io.eightnines.runbooks.operate.Daemons;
import io.eightnines.runbooks.operate.Reply;
import io.eightnines.runbooks.redeploy.Redeployer.Outcome;
import io.eightnines.runbooks.redeploy.Redeployer.Outside;
import io.eightnines.runbooks.redeploy.Redeployer.Progress;
import io.eightnines.runbooks.region.HeldFile;
import io.eightnines.runbooks.region.RegionCard;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The redeploys of one fleet, one at a time. */
public final class Redeploys {
  private final Path fleet;
  private final Daemons daemons;
  private final Policy policy;
  private final Outside outside;

  public Redeploys(Path fleet, Daemons daemons, Policy policy, Outside outside) {
    this.fleet = fleet;
    this.daemons = daemons;
    this.policy = policy;
    this.outside = outside;
  }

  /**
   * What a redeploy would do.
   *
   * @param begin whether it may begin
   * @param unfinished the run of the same region that it would go on with
   * @param order the order that drains the region, as the daemons rehearsed it
   */
  public record Rehearsal(
      Sight sight, Move begin, Optional<Run> unfinished, Optional<Reply> order) {}

  /** Whether the fleet has such a region, and Terraform runs it. */
  public boolean knows(String region) {
    return RegionCard.exists(fleet, region);
  }

  /** Finds out what a redeploy would do. Nothing is changed. */
  public Rehearsal rehearse(String region, String reason) throws IOException, InterruptedException {
    Optional<Run> unfinished = last().filter(run -> !run.over());
    try (LocalWorld world = world(region)) {
      Sight sight = world.look();
      Move begin =
          unfinished
              .filter(run -> !run.region().equals(region))
              .<Move>map(run -> new Move.Refuse(Redeployer.unfinishedElsewhere(run)))
              .orElseGet(() -> Course.begin(region, sight));
      Optional<Reply> order =
          begin instanceof Move.Begin && unfinished.isEmpty()
              ? Optional.of(world.rehearse(outside.newId().get(), reason))
              : Optional.empty();
      return new Rehearsal(
          sight, begin, unfinished.filter(run -> run.region().equals(region)), order);
    }
  }

  /**
   * Redeploys a region, or goes on with a redeploy of it.
   *
   * @param patience how long to wait for another redeploy to end
   * @return empty if another one did not end in that time
   */
  public Optional<Outcome> redeploy(
      String region, String reason, Duration patience, Progress progress)
      throws IOException, InterruptedException {
    Optional<HeldFile> lock = HeldFile.take(folder().resolve("lock"), patience);
    if (lock.isEmpty()) {
      return Optional.empty();
    }
    try (HeldFile _ = lock.get();
        Journal journal = Journal.open(folder());
        LocalWorld world = world(region)) {
      return Optional.of(
          new Redeployer(world, journal, policy, outside, progress).redeploy(region, reason));
    }
  }

  private LocalWorld world(String region) throws IOException, InterruptedException {
    return LocalWorld.of(fleet, region, daemons, policy.drainFor());
  }

  /** The latest run, as far as the journal has it. */
  public Optional<Run> last() throws IOException {
    List<Run> runs = Run.fold(Journal.read(folder()));
    return runs.isEmpty() ? Optional.empty() : Optional.of(runs.getLast());
  }

  /** When the latest run was begun, whoever began it. */
  public Optional<Instant> lastBegun() throws IOException {
    return Journal.read(folder()).stream()
        .filter(line -> line.note() instanceof Note.Begun)
        .map(Line::time)
        .reduce((_, later) -> later);
  }

  private Path folder() {
    return fleet.resolve("redeploy");
  }
}
