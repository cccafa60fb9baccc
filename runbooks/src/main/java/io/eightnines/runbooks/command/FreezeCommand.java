package io.eightnines.runbooks.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Keeps the answers as they are. */
@Command(
    name = "freeze",
    description = "Keep the answers as they are, whatever happens. A dry run without --yes.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:refused or failed", "2:wrong usage", "3:no daemon answers"})
final class FreezeCommand implements Callable<Integer> {
  @Mixin DaemonOptions options = new DaemonOptions();

  @Mixin OrderOptions order = new OrderOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    return order.give(options, OrderOptions.intent("freeze"));
  }
}
