package io.eightnines.runbooks.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends an order early. */
@Command(
    name = "cancel",
    description = "End an order before its time. A dry run without --yes.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:refused or failed", "2:wrong usage", "3:no daemon answers"})
final class CancelCommand implements Callable<Integer> {
  @Mixin DaemonOptions options = new DaemonOptions();

  @Mixin Cancelling cancelling = new Cancelling();

  @Parameters(paramLabel = "ID", description = "The order's id, as status shows it.")
  String id = "";

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!id.matches("[a-z0-9-]{1,40}")) {
      throw options.wrong("ID is '" + id + "', expected 1 to 40 characters of a-z, 0-9, '-'");
    }
    return cancelling.one(options, id);
  }
}
