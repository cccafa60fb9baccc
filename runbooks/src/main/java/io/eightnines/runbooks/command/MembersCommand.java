package io.eightnines.runbooks.command;

import io.eightnines.runbooks.operate.Daemons;
import io.eightnines.runbooks.operate.Pages;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows which daemons keep the log together. */
@Command(
    name = "members",
    description = "Show which daemons keep the log together, who leads and who is heard of.",
    subcommands = {MembersAddCommand.class, MembersRemoveCommand.class},
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:refused or failed", "2:wrong usage", "3:no daemon answers"})
final class MembersCommand implements Callable<Integer> {
  @Mixin DaemonOptions options = new DaemonOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (Daemons daemons = options.known()) {
      return options.show(daemons.get("/v1/members"), Pages::members);
    }
  }
}
