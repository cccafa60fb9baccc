package io.eightnines.runbooks.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eightnines.client.verify.DrawVerifier;
import io.eightnines.client.verify.PublishedKeys;
import io.eightnines.gateway.ledger.LedgerFault;
import io.eightnines.gateway.ledger.Sharding;
import io.eightnines.gateway.signing.MachineCode;
import io.eightnines.runbooks.fleet.FleetLayout;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands on a ledger have in common: how they tell what came of it. */
final class LedgerOptions {
  private static final long MAX_KEY_BYTES = 256 * 1024;

  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec spec;

  @Option(names = "--json", description = "Tell the result as JSON.")
  boolean json;

  /** Where a local fleet's first gateway keeps its ledger. */
  static Path usual() {
    return FleetLayout.state(Eightnines.work().resolve("fleet"), "gateway");
  }

  /**
   * The files of a ledger.
   *
   * @param ledger one file, or the state directory of a gateway
   */
  static List<Path> files(Path ledger) {
    return Files.isDirectory(ledger) ? Sharding.files(ledger) : List.of(ledger);
  }

  /** A verifier by published keys; those of the last local fleet if none are named. */
  static DrawVerifier verifier(@Nullable Path keys) throws IOException {
    Path file = keys == null ? Eightnines.work().resolve("fleet").resolve("keys.json") : keys;
    if (Files.size(file) > MAX_KEY_BYTES) {
      throw new IOException(file + " is larger than " + MAX_KEY_BYTES + " bytes");
    }
    return MachineCode.verifier(PublishedKeys.read(Files.readAllBytes(file)));
  }

  /** Progress on the error stream, so that results can be piped. */
  LongConsumer progress() {
    PrintWriter err = line().getErr();
    return seen -> {
      err.println(seen + " draws");
      err.flush();
    };
  }

  /** Does something; a ledger that is refused is told, and is exit code 1. */
  int tell(Callable<ObjectNode> deed) throws Exception {
    ObjectNode result;
    int code = 0;
    try {
      result = deed.call();
    } catch (LedgerFault e) {
      result = JsonNodeFactory.instance.objectNode().put("refused", e.getMessage());
      code = Eightnines.FAILED;
    }
    PrintWriter out = line().getOut();
    if (json) {
      out.println(result.toPrettyString());
    } else {
      result
          .properties()
          .forEach(each -> out.println(each.getKey() + ": " + text(each.getValue())));
    }
    out.flush();
    return code;
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.asText() : value.toString();
  }

  CommandLine line() {
    return Objects.requireNonNull(spec).commandLine();
  }
}
