package io.eightnines.runbooks.command;

import io.eightnines.runbooks.fleet.Archives;
import io.eightnines.runbooks.fleet.Fleet;
import io.eightnines.runbooks.fleet.FleetLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** What the launcher runs after a build: a fleet that is only started and stopped. */
@Command(
    name = "prepare",
    hidden = true,
    description = "Let a small fleet run once, so that later ones start in half the time.",
    mixinStandardHelpOptions = true)
final class PrepareCommand implements Callable<Integer> {

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createDirectories(Eightnines.archives());
    Fleet.start(
            FleetLayout.smallest(),
            Eightnines.work().resolve("training"),
            Archives.trainedIn(folder),
            line -> {})
        .close();
    return 0;
  }
}
