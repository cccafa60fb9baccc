package io.eightnines.runbooks.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.eightnines.runbooks.operate.Daemons;
import io.eightnines.runbooks.operate.Pages;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has a daemon write its state to its disk. */
@Command(
    name = "snapshot",
    description =
        "Have the first daemon that answers write its state to its disk, where restore can take"
            + " it from. A dry run without --yes.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:refused or failed", "2:wrong usage", "3:no daemon answers"})
final class SnapshotCommand implements Callable<Integer> {
  @Mixin DaemonOptions options = new DaemonOptions();

  @Option(names = "--yes", description = "Act. Without it nothing is written, only shown.")
  boolean yes;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (Daemons daemons = options.known()) {
      return options.show(
          daemons.postSlowly(
              "/v1/snapshot", JsonNodeFactory.instance.objectNode().put("dryRun", !yes)),
          reply -> Pages.snapshot(reply.body()));
    }
  }
}
