package io.eightnines.runbooks.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.eightnines.gateway.ledger.LedgerCopy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies a ledger as it is at one instant. */
@Command(
    name = "snapshot",
    description = "Copy a ledger while a gateway writes to it, and check the copy as a whole.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:refused", "2:wrong usage", "3:a file cannot be read or written"})
final class LedgerSnapshotCommand implements Callable<Integer> {
  @Mixin LedgerOptions options = new LedgerOptions();

  @Option(
      names = "--ledger",
      paramLabel = "FILE|DIR",
      description =
          "The ledger: a file of one shard, or a state directory with all (default: that of the"
              + " local fleet's first gateway).")
  Path ledger = LedgerOptions.usual();

  @Parameters(
      paramLabel = "COPY",
      description = "Where to; nothing may be there. A folder where there are several shards.")
  Path to = Path.of("");

  @Override
  public Integer call() throws Exception {
    return options.tell(() -> {
      long draws =
          Files.isDirectory(ledger) ? LedgerCopy.makeAll(ledger, to) : LedgerCopy.make(ledger, to);
      return JsonNodeFactory.instance.objectNode().put("draws", draws).put("file", to.toString());
    });
  }
}
