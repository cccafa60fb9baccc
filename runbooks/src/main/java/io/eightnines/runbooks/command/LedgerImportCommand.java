package io.eightnines.runbooks.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.eightnines.gateway.ledger.LedgerImport;
import io.eightnines.gateway.ledger.Sharding;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Makes a ledger from newline-delimited JSON. */
@Command(
    name = "import",
    description =
        "Make a ledger from an archive. Every draw must verify and follow the one before it, or"
            + " nothing is kept. A dry run without --yes.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:refused", "2:wrong usage", "3:a file cannot be read or written"})
final class LedgerImportCommand implements Callable<Integer> {
  @Mixin LedgerOptions options = new LedgerOptions();

  @Parameters(index = "0", paramLabel = "ARCHIVE", description = "As export wrote it.")
  Path archive = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "DIR",
      description = "The state directory of a stopped gateway that has no ledger.")
  Path directory = Path.of("");

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description = "The published keys (default: those of the last local fleet).")
  @Nullable Path keys;

  @Option(
      names = "--shards",
      paramLabel = "N",
      description = "Into how many the ledger is to be divided, 1 to 16 (default: 1).")
  int shards = 1;

  @Option(names = "--yes", description = "Act. Without it nothing is kept, only tried.")
  boolean yes;

  @Override
  public Integer call() throws Exception {
    return options.tell(() -> {
      long draws =
          new LedgerImport(LedgerOptions.verifier(keys), options.progress())
              .run(archive, sharding(), directory, yes);
      return JsonNodeFactory.instance.objectNode().put("draws", draws).put("kept", yes);
    });
  }

  private Sharding sharding() {
    try {
      return new Sharding(shards);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(options.line(), "--" + e.getMessage(), e);
    }
  }
}
