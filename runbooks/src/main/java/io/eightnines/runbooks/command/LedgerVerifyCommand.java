package io.eightnines.runbooks.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eightnines.client.verify.DrawVerifier;
import io.eightnines.gateway.ledger.LedgerWalk;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds every draw that is not as it was issued. */
@Command(
    name = "verify",
    description =
        "Walk every chain of a ledger and verify every draw and its place, while a gateway may go"
            + " on writing to it.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:refused", "2:wrong usage", "3:a file cannot be read or written"})
final class LedgerVerifyCommand implements Callable<Integer> {
  @Mixin LedgerOptions options = new LedgerOptions();

  @Option(
      names = "--ledger",
      paramLabel = "FILE|DIR",
      description =
          "The ledger: a file of one shard, or a state directory with all (default: that of the"
              + " local fleet's first gateway).")
  Path ledger = LedgerOptions.usual();

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description = "The published keys (default: those of the last local fleet).")
  @Nullable Path keys;

  @Option(
      names = "--all",
      required = true,
      description = "Every chain and every signature; there is no quicker way to be sure.")
  boolean all;

  private boolean clean;

  @Override
  public Integer call() throws Exception {
    int code =
        options.tell(() -> {
          DrawVerifier verifier = LedgerOptions.verifier(keys);
          LedgerWalk.Findings found =
              LedgerOptions.files(ledger).stream()
                  .map(file -> new LedgerWalk(file, options.progress()).verify(verifier))
                  .reduce(LedgerWalk.Findings::and)
                  .orElseThrow();
          ObjectNode result =
              JsonNodeFactory.instance
                  .objectNode()
                  .put("draws", found.draws())
                  .put("chains", found.chains())
                  .put("faulty", found.faulty());
          found.faults().forEach(result.putArray("faults")::add);
          clean = found.faulty() == 0;
          return result;
        });
    return code == 0 && !clean ? Eightnines.FAILED : code;
  }
}
