package io.eightnines.runbooks.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends the drain of a region. */
@Command(
    name = "undrain",
    description =
        "End the drain of a region: its weight grows back as its health allows. A dry run without --yes.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:refused or failed", "2:wrong usage", "3:no daemon answers"})
final class UndrainCommand implements Callable<Integer> {
  @Mixin DaemonOptions options = new DaemonOptions();

  @Mixin Cancelling cancelling = new Cancelling();

  @Parameters(index = "0", paramLabel = "REGION", description = "The name of a region.")
  String region = "";

  @Override
  public Integer call() throws IOException, InterruptedException {
    return cancelling.all(
        options,
        order ->
            order.path("intent").asText().equals("drain")
                && order.path("region").asText().equals(region),
        "order that drains " + region);
  }
}
