package io.eightnines.runbooks.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.eightnines.runbooks.operate.Daemons;
import io.eightnines.runbooks.operate.Pages;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Agrees to the order of another operator. */
@Command(
    name = "approve",
    description = "Agree to another operator's order, so that it stands. A dry run without --yes.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:refused or failed", "2:wrong usage", "3:no daemon answers"})
final class ApproveCommand implements Callable<Integer> {
  @Mixin DaemonOptions options = new DaemonOptions();

  @Parameters(paramLabel = "ID", description = "The order's id, as status shows it.")
  String id = "";

  @Option(names = "--yes", description = "Act. Without it nothing is changed, only shown.")
  boolean yes;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!id.matches("[a-z0-9-]{1,40}")) {
      throw options.wrong("ID is '" + id + "', expected 1 to 40 characters of a-z, 0-9, '-'");
    }
    try (Daemons daemons = options.known()) {
      return options.show(
          daemons.post(
              "/v1/orders/" + id + "/approve",
              JsonNodeFactory.instance.objectNode().put("dryRun", !yes)),
          reply -> Pages.order(reply.body()));
    }
  }
}
