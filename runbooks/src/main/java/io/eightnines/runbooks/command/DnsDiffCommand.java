package io.eightnines.runbooks.command;

import io.eightnines.runbooks.operate.Daemons;
import io.eightnines.runbooks.operate.DnsPages;
import io.eightnines.runbooks.operate.Reply;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows how what providers serve differs from the plan. */
@Command(
    name = "diff",
    description =
        "Show how what each provider serves differs from the plan in service at the first daemon that"
            + " answers.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every provider serves just the plan",
      "1:one differs or cannot be read, there is none, or refused",
      "2:wrong usage",
      "3:no daemon answers"
    })
final class DnsDiffCommand implements Callable<Integer> {
  @Mixin DaemonOptions options = new DaemonOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (Daemons daemons = options.known()) {
      Reply reply = daemons.getFromProviders("/v1/dns/diff");
      int code = options.show(reply, DnsPages::diff);
      return DnsPages.isAsPlanned(reply.body()) ? code : Eightnines.FAILED;
    }
  }
}
