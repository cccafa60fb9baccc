package io.eightnines.runbooks.command;

import io.eightnines.runbooks.fault.PacketFilter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Measures the name server, and what draws are made of. */
@Command(
    name = "bench",
    description = "Measure the name server beside its peers and under a flood, and random bits.",
    subcommands = {BenchDnsCommand.class, BenchEntropyCommand.class, BenchFloodCommand.class},
    mixinStandardHelpOptions = true)
final class BenchCommand {
  /** What all have in common. */
  static final class Output {
    @Option(
        names = "--json",
        paramLabel = "FILE",
        description = "Write the report there; - prints it.")
    @Nullable String json;

    private boolean jsonOnly() {
      return Objects.equals(json, "-");
    }

    /** Where lines of progress go: never into a report that is piped on. */
    Consumer<String> progress(CommandSpec spec) {
      PrintWriter to = jsonOnly() ? spec.commandLine().getErr() : spec.commandLine().getOut();
      return line -> {
        to.println("  " + line);
        to.flush();
      };
    }

    int show(CommandSpec spec, String table, String text, boolean passed) throws IOException {
      PrintWriter out = spec.commandLine().getOut();
      out.print(jsonOnly() ? text : table);
      out.flush();
      if (json != null && !jsonOnly()) {
        Files.writeString(Path.of(json), text);
      }
      return passed ? 0 : Eightnines.FAILED;
    }
  }

  /** Prepares the machine and a folder for the files of a run. */
  static Path folder(String name) throws IOException {
    PacketFilter.removeLeftovers();
    return DrillCommand.emptied(Eightnines.work().resolve("bench").resolve(name));
  }

  static void requireBetween(CommandSpec spec, String option, int value, int min, int max) {
    if (value < min || value > max) {
      throw new ParameterException(
          spec.commandLine(), "%s is %d, expected %d to %d".formatted(option, value, min, max));
    }
  }
}
