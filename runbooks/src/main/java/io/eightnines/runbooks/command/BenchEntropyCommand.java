package io.eightnines.runbooks.command;

import io.eightnines.runbooks.bench.EntropyBench;
import io.eightnines.runbooks.bench.EntropyReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows noise to the health tests and the pool's bits to tests of randomness. */
@Command(
    name = "entropy",
    description = {
      "Show healthy noise to the gateway's health tests, and bits of its pool to ent, rngtest and"
          + " tests of uniformity.",
      "The pool is one of its own, filled by two simulated generators; needs ent and rngtest."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:passed", "1:failed", "2:wrong usage", "3:could not be run"})
final class BenchEntropyCommand implements Callable<Integer> {
  private static final long MEGABYTE = 1_000_000;

  @Spec @Nullable CommandSpec spec;

  @Option(
      names = "--mega-samples",
      description = "Millions of healthy bytes for the health tests (default: ${DEFAULT-VALUE}).")
  int megaSamples = 1000;

  @Option(
      names = "--noise",
      paramLabel = "FILE",
      description = "Where they are from (default: ${DEFAULT-VALUE}).")
  Path noise = Path.of("/dev/random");

  @Option(
      names = "--pool-megabytes",
      description = "Of the pool, for ent and rngtest (default: ${DEFAULT-VALUE}).")
  int poolMegabytes = 100;

  @Option(
      names = "--mega-numbers",
      description = "Millions of numbers drawn of each range (default: ${DEFAULT-VALUE}).")
  int megaNumbers = 10;

  @Mixin BenchCommand.Output output = new BenchCommand.Output();

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandSpec here = Objects.requireNonNull(spec);
    BenchCommand.requireBetween(here, "--mega-samples", megaSamples, 1, 1_000_000);
    BenchCommand.requireBetween(here, "--pool-megabytes", poolMegabytes, 1, 100_000);
    BenchCommand.requireBetween(here, "--mega-numbers", megaNumbers, 1, 10_000);
    EntropyReport report =
        EntropyBench.run(
            new EntropyBench.Settings(
                megaSamples * MEGABYTE,
                noise,
                poolMegabytes * MEGABYTE,
                megaNumbers * MEGABYTE,
                DrillCommand.emptied(Eightnines.work().resolve("bench").resolve("entropy")),
                output.progress(here)));
    return output.show(here, report.toTable(), report.toJson(), report.passed());
  }
}
