package io.eightnines.runbooks.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eightnines.runbooks.backup.Backup;
import io.eightnines.runbooks.backup.Sources;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Backs up what cannot be made again. */
@Command(
    name = "backup",
    description =
        "Copy ledgers, journals, snapshots, topologies and Terraform states into a new folder with"
            + " a manifest, while everything runs. A dry run without --yes. Private keys are left"
            + " out.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:wrong usage", "3:nothing was backed up"})
final class BackupCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DIR",
      description = "Where the backup's folder, named by the time, appears.")
  Path target = Path.of("");

  @Option(
      names = "--gateway",
      paramLabel = "NAME=DIR",
      description = "A gateway's state directory. May be given again.")
  Map<String, Path> gateways = new LinkedHashMap<>();

  @Option(
      names = "--daemon",
      paramLabel = "NAME=DIR",
      description = "A failover daemon's state directory. May be given again.")
  Map<String, Path> daemons = new LinkedHashMap<>();

  @Option(
      names = "--topology",
      paramLabel = "NAME=FILE",
      description = "A topology. May be given again.")
  Map<String, Path> topologies = new LinkedHashMap<>();

  @Option(
      names = "--terraform",
      paramLabel = "NAME=FILE",
      description = "A state file of Terraform. May be given again.")
  Map<String, Path> terraform = new LinkedHashMap<>();

  @Option(names = "--yes", description = "Act. Without it nothing is written, only shown.")
  boolean yes;

  @Option(names = "--json", description = "Print what was done as JSON.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Backup backup = new Backup(new Sources(gateways, daemons, topologies, terraform), target);
    if (yes) {
      show(out, backup.make(Instant.now()));
    } else {
      show(out, backup.preview());
    }
    out.flush();
    return 0;
  }

  private void show(PrintWriter out, List<String> preview) {
    if (json) {
      ObjectNode root = new ObjectMapper().createObjectNode().put("dry_run", true);
      ArrayNode files = root.putArray("files");
      preview.forEach(files::add);
      out.println(root.toPrettyString());
    } else {
      out.println("would back up to " + target + " (nothing was written; --yes acts):");
      preview.forEach(line -> out.println("  " + line));
    }
  }

  private void show(PrintWriter out, Backup.Made made) {
    if (json) {
      ObjectMapper mapper = new ObjectMapper();
      ObjectNode root = mapper.createObjectNode().put("dry_run", false);
      root.put("folder", made.folder().toString());
      root.set("manifest", mapper.valueToTree(made.manifest()));
      out.println(root.toPrettyString());
    } else {
      out.println(
          "backed up %d files, %d bytes, to %s"
              .formatted(made.manifest().files().size(), made.manifest().bytes(), made.folder()));
      made.manifest()
          .files()
          .forEach(entry -> out.println("  " + entry.path() + "  " + entry.note()));
    }
  }
}
