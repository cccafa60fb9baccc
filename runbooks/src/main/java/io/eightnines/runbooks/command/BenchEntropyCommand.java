package io.eightnines.runbooks.command;

import io.eightnines.runbooks.bench.BenchReport;
import io.eightnines.runbooks.bench.EntropyBench;
import io.eightnines.runbooks.bench.SpeedBench;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
final class BenchEntropyCommand extends Benching {
  private static final long MEGABYTE = 1_000_000;

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

  @Override
  void check() {
    requireBetween("--mega-samples", megaSamples, 1, 1_000_000);
    requireBetween("--pool-megabytes", poolMegabytes, 1, 100_000);
    requireBetween("--mega-numbers", megaNumbers, 1, 10_000);
  }

  @Override
  BenchReport run(SpeedBench.Place place) throws IOException, InterruptedException {
    return EntropyBench.run(
        new EntropyBench.Settings(
            megaSamples * MEGABYTE,
            noise,
            poolMegabytes * MEGABYTE,
            megaNumbers * MEGABYTE,
            place.folder(),
            place.progress()));
  }
}
