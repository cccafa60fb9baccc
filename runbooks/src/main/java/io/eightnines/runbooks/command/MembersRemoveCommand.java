package io.eightnines.runbooks.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes a daemon from those that keep the log. */
@Command(
    name = "remove",
    description =
        "Remove a daemon from those that keep the log; it is cut off from then on. A dry run"
            + " without --yes.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:refused or failed", "2:wrong usage", "3:no daemon answers"})
final class MembersRemoveCommand implements Callable<Integer> {
  @Mixin DaemonOptions options = new DaemonOptions();

  @Mixin Regrouping regrouping = new Regrouping();

  @Parameters(index = "0", paramLabel = "NAME", description = "Its name, as members shows it.")
  String name = "";

  @Option(
      names = "--remove-asked",
      description = "Even if it is the daemon that is asked, which then knows nothing any more.")
  boolean removeAsked;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Regrouping.checkName(options, name);
    return regrouping.change(
        options,
        present -> {
          if (!present.names().contains(name)) {
            throw new Regrouping.Impossible(
                "NAME is '" + name + "', expected one of " + present.text());
          }
          ObjectNode wanted = present.all();
          for (Iterator<JsonNode> each = wanted.withArray("members").elements(); each.hasNext(); ) {
            if (each.next().path("name").asText().equals(name)) {
              each.remove();
            }
          }
          return wanted.put("removesAsked", removeAsked);
        });
  }
}
