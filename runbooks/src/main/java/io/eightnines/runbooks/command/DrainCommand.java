package io.eightnines.runbooks.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes all traffic from a region. */
@Command(
    name = "drain",
    description = "Take all traffic from a region for a while. A dry run without --yes.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:refused or failed", "2:wrong usage", "3:no daemon answers"})
final class DrainCommand implements Callable<Integer> {
  @Mixin DaemonOptions options = new DaemonOptions();

  @Mixin OrderOptions order = new OrderOptions();

  @Parameters(index = "0", paramLabel = "REGION", description = "The name of a region.")
  String region = "";

  @Override
  public Integer call() throws IOException, InterruptedException {
    return order.give(options, OrderOptions.intent("drain").put("region", region));
  }
}
