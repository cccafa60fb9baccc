package io.eightnines.runbooks.command;

import io.eightnines.runbooks.operate.Daemons;
import io.eightnines.runbooks.operate.Pages;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells why a region or an address is answered as it is. */
@Command(
    name = "why",
    description = "Tell what is answered for a region or an address now, and why.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:refused or failed", "2:wrong usage", "3:no daemon answers"})
final class WhyCommand implements Callable<Integer> {
  @Mixin DaemonOptions options = new DaemonOptions();

  @Parameters(paramLabel = "NAME", description = "A region's name or an endpoint's address.")
  String name = "";

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!name.matches("[a-zA-Z0-9.:-]{1,63}")) {
      throw options.wrong("NAME is '" + name + "', expected a region's name or an address");
    }
    try (Daemons daemons = options.known()) {
      return options.show(daemons.get("/v1/why/" + name), reply -> Pages.why(reply.body()));
    }
  }
}
