package io.eightnines.runbooks.command;

import io.eightnines.runbooks.fleet.Archives;
import io.eightnines.runbooks.fleet.Fleet;
import io.eightnines.runbooks.fleet.FleetLayout;
import io.eightnines.runbooks.load.ClientLoad;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** What the launcher runs after a build: a small fleet that makes a few draws. */
@Command(
    name = "prepare",
    hidden = true,
    description = "Let a small fleet run once, so that later ones start in half the time.",
    mixinStandardHelpOptions = true)
final class PrepareCommand implements Callable<Integer> {

  /** Three gateways, so that the first also learns to keep a ledger with others. */
  private static final FleetLayout LAYOUT =
      FleetLayout.smallest().with(FleetLayout.Variant.USUAL.with(FleetLayout.Gateways.of(3)));

  private static final int DRAWS_PER_SECOND = 50;
  private static final Duration LENGTH = Duration.ofSeconds(5);

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Eightnines.archives());
    try (Fleet fleet =
        Fleet.start(
            LAYOUT,
            Eightnines.work().resolve("training"),
            Archives.trainedIn(folder),
            line -> {})) {
      ClientLoad load = new ClientLoad(fleet, DRAWS_PER_SECOND, "training");
      Thread.sleep(LENGTH);
      load.stop();
    }
    return 0;
  }
}
