package io.eightnines.runbooks.command;

import io.eightnines.runbooks.operate.Daemons;
import io.eightnines.runbooks.operate.DnsPages;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what each provider would serve. */
@Command(
    name = "plan",
    description =
        "Show what each provider would serve of the plan in service at the first daemon that answers,"
            + " and what of it the provider's records cannot say.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:shown", "1:refused", "2:wrong usage", "3:no daemon answers"})
final class DnsPlanCommand implements Callable<Integer> {
  @Mixin DaemonOptions options = new DaemonOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (Daemons daemons = options.known()) {
      return options.show(daemons.get("/v1/dns/plan"), DnsPages::plan);
    }
  }
}
