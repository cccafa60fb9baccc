package io.eightnines.runbooks.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eightnines.runbooks.backup.Restoring;
import io.eightnines.runbooks.backup.Verification;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verifies a backup and brings it back. */
@Command(
    name = "restore",
    description =
        "Verify a backup byte for byte, and with --to and --yes bring it into a folder that is"
            + " empty or not there yet.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:sound, and restored if asked",
      "1:not sound",
      "2:wrong usage",
      "3:nothing was restored"
    })
final class RestoreCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Parameters(paramLabel = "BACKUP", description = "A backup's folder, the one with the manifest.")
  Path backup = Path.of("");

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "Where to restore to; without it the backup is only verified.")
  @Nullable Path target;

  @Option(names = "--yes", description = "Act. Without it nothing is written, only shown.")
  boolean yes;

  @Option(names = "--json", description = "Print what was found and done as JSON.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Verification verification = Verification.of(backup);
    boolean sound = verification.problems().isEmpty();
    Path to = target;
    boolean restored = false;
    if (to != null && sound) {
      Restoring.refuse(verification, to);
      if (yes) {
        Restoring.restore(backup, verification, to);
        restored = true;
      }
    }
    out.print(json ? asJson(verification, restored) : asText(verification, restored));
    out.flush();
    return sound ? 0 : Eightnines.FAILED;
  }

  private String asText(Verification verification, boolean restored) {
    if (!verification.problems().isEmpty()) {
      return "NOT SOUND, nothing was restored:\n  "
          + String.join("\n  ", verification.problems())
          + "\n";
    }
    StringBuilder text = new StringBuilder();
    text.append(
        "sound: %d files, %d bytes, made at %s\n"
            .formatted(
                verification.manifest().files().size(),
                verification.manifest().bytes(),
                verification.manifest().madeAt()));
    if (restored) {
      text.append("restored to ").append(target).append('\n');
      Restoring.newestSnapshot(verification.manifest())
          .ifPresent(path ->
              text.append("the daemons' log: give every stopped daemon an empty state directory, ")
                  .append("and the same snapshot:\n  failover restore ")
                  .append(Objects.requireNonNull(target).resolve(path))
                  .append(" STATE_DIRECTORY\n"));
    } else if (target != null) {
      text.append("would restore to ").append(target);
      text.append(" (nothing was written; --yes acts)\n");
    }
    return text.toString();
  }

  private String asJson(Verification verification, boolean restored) {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("sound", verification.problems().isEmpty()).put("restored", restored);
    if (target != null) {
      root.put("target", target.toString());
    }
    ArrayNode problems = root.putArray("problems");
    verification.problems().forEach(problems::add);
    root.set("manifest", mapper.valueToTree(verification.manifest()));
    return root.toPrettyString() + "\n";
  }
}
