package io.eightnines.runbooks.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.eightnines.gateway.ledger.LedgerWalk;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a ledger as newline-delimited JSON. */
@Command(
    name = "export",
    description =
        "Write every draw on a line of its own, each after the one it follows, for an archive.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:refused", "2:wrong usage", "3:a file cannot be read or written"})
final class LedgerExportCommand implements Callable<Integer> {
  @Mixin LedgerOptions options = new LedgerOptions();

  @Option(
      names = "--ledger",
      paramLabel = "FILE|DIR",
      description =
          "The ledger: a file of one shard, or a state directory with all (default: that of the"
              + " local fleet's first gateway).")
  Path ledger = LedgerOptions.usual();

  @Parameters(paramLabel = "FILE", description = "Where to; nothing may be there.")
  Path to = Path.of("");

  @Override
  public Integer call() throws Exception {
    return options.tell(() -> {
      try (OutputStream out =
          new BufferedOutputStream(Files.newOutputStream(to, StandardOpenOption.CREATE_NEW))) {
        long draws = 0;
        for (Path file : LedgerOptions.files(ledger)) {
          draws += new LedgerWalk(file, options.progress()).export(out);
        }
        return JsonNodeFactory.instance.objectNode().put("draws", draws).put("file", to.toString());
      }
    });
  }
}
