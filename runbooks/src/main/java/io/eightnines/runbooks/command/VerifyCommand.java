package io.eightnines.runbooks.command;

import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.Limits;
import io.eightnines.client.draw.Spec.Pools;
import io.eightnines.client.verify.DrawVerifier;
import io.eightnines.client.verify.PublishedKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells a genuine draw from a forged one, with no network. */
@Command(
    name = "verify",
    description = "Tell a genuine draw from a forged one, offline: canonical form, id, signature.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:genuine", "1:forged", "2:wrong usage", "3:a file cannot be read"})
final class VerifyCommand implements Callable<Integer> {
  private static final int MAX_KEY_BYTES = 256 * 1024;

  @Spec @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A draw, byte for byte as it was served.")
  Path file = Path.of("");

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description =
          "The published keys, as /v1/keys serves them (default: those of the last local fleet,"
              + " target/fleet/keys.json).")
  @Nullable Path keys;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Path keyFile = keys == null ? Eightnines.work().resolve("fleet").resolve("keys.json") : keys;
    PublishedKeys published = PublishedKeys.read(bounded(keyFile, MAX_KEY_BYTES));
    DrawVerifier.Verdict verdict =
        new DrawVerifier(published).verify(bounded(file, Limits.MAX_DRAW_BYTES));
    return switch (verdict) {
      case DrawVerifier.Genuine genuine -> {
        out.println(described(genuine.draw()));
        yield 0;
      }
      case DrawVerifier.Forged forged -> {
        out.println("FORGED: " + forged.reason());
        yield Eightnines.FAILED;
      }
    };
  }

  private static byte[] bounded(Path file, int maxBytes) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new IOException(file + " is larger than " + maxBytes + " bytes");
      }
      return bytes;
    }
  }

  private static String described(Draw draw) {
    return "genuine: %s of chain %s, issued %s, signed by key %s%n  result %s"
        .formatted(
            draw.id().value(),
            draw.request().chain().value(),
            draw.outcome().issuedAt(),
            draw.signature().keyId(),
            result(draw));
  }

  /** Of a lottery a list for each pool, as its draw has it. */
  private static List<?> result(Draw draw) {
    List<Long> result = draw.outcome().result();
    return draw.request().spec() instanceof Pools pools ? pools.apart(result) : result;
  }
}
