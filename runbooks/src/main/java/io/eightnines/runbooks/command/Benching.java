package io.eightnines.runbooks.command;

import io.eightnines.runbooks.bench.BenchReport;
import io.eightnines.runbooks.bench.SpeedBench;
import io.eightnines.runbooks.fault.PacketFilter;
import io.eightnines.runbooks.fleet.Archives;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that runs one benchmark, shows its report, and ends by its checks. */
abstract class Benching implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the report there; - prints it.")
  @Nullable String json;

  /** Refuses options that are out of bounds. */
  abstract void check();

  abstract BenchReport run(SpeedBench.Place place) throws IOException, InterruptedException;

  @Override
  public final Integer call() throws IOException, InterruptedException {
    check();
    PacketFilter.removeLeftovers();
    Path folder = DrillCommand.emptied(Eightnines.work().resolve("bench").resolve(here().name()));
    BenchReport report =
        run(new SpeedBench.Place(folder, Archives.in(Eightnines.archives()), progress()));
    PrintWriter out = here().commandLine().getOut();
    out.print(jsonOnly() ? report.toJson() : report.toTable());
    out.flush();
    if (json != null && !jsonOnly()) {
      Files.writeString(Path.of(json), report.toJson());
    }
    return report.passed() ? 0 : Eightnines.FAILED;
  }

  private CommandSpec here() {
    return Objects.requireNonNull(spec);
  }

  private boolean jsonOnly() {
    return Objects.equals(json, "-");
  }

  /** Where lines of progress go: never into a report that is piped on. */
  private Consumer<String> progress() {
    PrintWriter to = jsonOnly() ? here().commandLine().getErr() : here().commandLine().getOut();
    return line -> {
      to.println("  " + line);
      to.flush();
    };
  }

  final void requireBetween(String option, int value, int min, int max) {
    if (value < min || value > max) {
      throw new ParameterException(
          here().commandLine(), "%s is %d, expected %d to %d".formatted(option, value, min, max));
    }
  }
}
