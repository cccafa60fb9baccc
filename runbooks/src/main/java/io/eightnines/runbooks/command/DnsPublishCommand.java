package io.eightnines.runbooks.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eightnines.runbooks.operate.Daemons;
import io.eightnines.runbooks.operate.DnsPages;
import io.eightnines.runbooks.operate.Reply;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Publishes by hand. */
@Command(
    name = "publish",
    description =
        "Have the first daemon that answers publish its plan to providers, with or without a majority."
            + " A provider never takes an older plan. A dry run without --yes.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every provider chosen serves the plan, or would be told to",
      "1:one does not, there is none, or refused",
      "2:wrong usage",
      "3:no daemon answers"
    })
final class DnsPublishCommand implements Callable<Integer> {
  @Mixin DaemonOptions options = new DaemonOptions();

  @Option(
      names = "--publisher",
      paramLabel = "NAME",
      description = "To this one alone, by its name in the configuration (default: to all).")
  @Nullable String publisher;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for the daemon's log and for the colleague on the next shift.")
  String reason = "";

  @Option(
      names = "--overwrite",
      description = "Also over what somebody else changed; dns diff shows what that is.")
  boolean overwrite;

  @Option(names = "--yes", description = "Act. Without it nothing is changed, only shown.")
  boolean yes;

  @Override
  public Integer call() throws IOException, InterruptedException {
    OrderOptions.checkReason(options, reason);
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    if (publisher != null) {
      request.put("publisher", publisher);
    }
    request.put("reason", reason).put("overwrite", overwrite).put("dryRun", !yes);
    try (Daemons daemons = options.known()) {
      Reply reply = daemons.postToProviders("/v1/dns/publish", request);
      int code = options.show(reply, DnsPages::publish);
      return DnsPages.isPublished(reply.body()) ? code : Eightnines.FAILED;
    }
  }
}
