package io.eightnines.runbooks.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Gives a region a weight, whatever its health. */
@Command(
    name = "force",
    description =
        "Give every endpoint of a region a weight, whatever its health. A dry run without --yes.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:refused or failed", "2:wrong usage", "3:no daemon answers"})
final class ForceCommand implements Callable<Integer> {
  @Mixin DaemonOptions options = new DaemonOptions();

  @Mixin OrderOptions order = new OrderOptions();

  @Parameters(index = "0", paramLabel = "REGION", description = "The name of a region.")
  String region = "";

  @Parameters(
      index = "1",
      paramLabel = "WEIGHT",
      description = "0 (never answered) to 1000, relative to the others' weights.")
  int weight;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (weight < 0 || weight > 1000) {
      throw options.wrong("WEIGHT is " + weight + ", expected 0 to 1000");
    }
    return order.give(
        options, OrderOptions.intent("force").put("region", region).put("weight", weight));
  }
}
