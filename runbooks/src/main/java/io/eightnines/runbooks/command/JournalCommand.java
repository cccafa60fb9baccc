package io.eightnines.runbooks.command;

import io.eightnines.runbooks.operate.Daemons;
import io.eightnines.runbooks.operate.Pages;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what lately happened. */
@Command(
    name = "journal",
    description =
        "Show what lately happened, newest last: votes that changed, orders, plans, alerts.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:refused or failed", "2:wrong usage", "3:no daemon answers"})
final class JournalCommand implements Callable<Integer> {
  @Mixin DaemonOptions options = new DaemonOptions();

  @Option(
      names = "--since",
      paramLabel = "LENGTH",
      description = "How far back: 90s, 30m, 2h, at most 168h (default: ${DEFAULT-VALUE}).")
  String since = "10m";

  @Option(
      names = "--limit",
      paramLabel = "LINES",
      description = "At most so many entries, 1 to 1000 (default: ${DEFAULT-VALUE}).")
  int limit = 200;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!since.matches("[1-9][0-9]{0,6}[smh]")) {
      throw options.wrong("--since is '" + since + "', expected a length such as 90s, 30m or 2h");
    }
    if (limit < 1 || limit > 1000) {
      throw options.wrong("--limit is " + limit + ", expected 1 to 1000");
    }
    try (Daemons daemons = options.known()) {
      return options.show(
          daemons.get("/v1/journal?since=" + since + "&limit=" + limit),
          reply -> Pages.journal(reply.body()));
    }
  }
}
