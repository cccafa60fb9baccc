package io.eightnines.runbooks.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets the answers follow the fleet again. */
@Command(
    name = "unfreeze",
    description = "End a freeze: the answers follow the fleet again. A dry run without --yes.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:refused or failed", "2:wrong usage", "3:no daemon answers"})
final class UnfreezeCommand implements Callable<Integer> {
  @Mixin DaemonOptions options = new DaemonOptions();

  @Mixin Cancelling cancelling = new Cancelling();

  @Override
  public Integer call() throws IOException, InterruptedException {
    return cancelling.all(
        options, order -> order.path("intent").asText().equals("freeze"), "freeze");
  }
}
