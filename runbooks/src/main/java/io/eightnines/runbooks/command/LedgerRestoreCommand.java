package io.eightnines.runbooks.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.eightnines.gateway.ledger.LedgerCopy;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a copy of a ledger where a gateway goes on from it. */
@Command(
    name = "restore",
    description =
        "Give a stopped gateway a copy of a ledger. All gateways of a group must be given the same"
            + " copy: what it lacks is lost. A dry run without --yes.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:refused", "2:wrong usage", "3:a file cannot be read or written"})
final class LedgerRestoreCommand implements Callable<Integer> {
  @Mixin LedgerOptions options = new LedgerOptions();

  @Parameters(index = "0", paramLabel = "COPY", description = "As snapshot wrote it.")
  Path copy = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "DIR",
      description = "The state directory of a stopped gateway that has no ledger and no log.")
  Path directory = Path.of("");

  @Option(names = "--yes", description = "Act. Without it nothing is kept, only tried.")
  boolean yes;

  @Override
  public Integer call() throws Exception {
    return options.tell(() -> {
      long draws = LedgerCopy.restore(copy, directory, yes);
      return JsonNodeFactory.instance.objectNode().put("draws", draws).put("kept", yes);
    });
  }
}
