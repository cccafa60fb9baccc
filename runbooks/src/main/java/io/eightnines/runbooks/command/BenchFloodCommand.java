package io.eightnines.runbooks.command;

import io.eightnines.runbooks.bench.BenchReport;
import io.eightnines.runbooks.bench.FloodBench;
import io.eightnines.runbooks.bench.SpeedBench;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Floods a name server while others ask it politely. */
@Command(
    name = "flood",
    description = {
      "Flood a name server of its own on the loopback while well-behaved clients ask it.",
      "Judges what share of their questions is answered, and how much a forger would gain."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:passed", "1:failed", "2:wrong usage", "3:could not be run"})
final class BenchFloodCommand extends Benching {
  private static final int ADDRESSES_PER_PREFIX = 250;

  @Option(names = "--seconds", description = "How long (default: ${DEFAULT-VALUE}).")
  int seconds = 30;

  @Option(
      names = "--rate",
      description = "Queries a second of the flood (default: ${DEFAULT-VALUE}).")
  int rate = 50_000;

  @Option(
      names = "--prefixes",
      description = "Blocks of 256 addresses that it comes from (default: ${DEFAULT-VALUE}).")
  int prefixes = 20;

  @Option(names = "--sources", description = "Its addresses in all (default: ${DEFAULT-VALUE}).")
  int sources = 400;

  @Option(
      names = "--polite-rate",
      description =
          "Questions a second of each of the three well-behaved clients (default:"
              + " ${DEFAULT-VALUE}).")
  int politeRate = 100;

  @Override
  void check() {
    requireBetween("--seconds", seconds, 1, 600);
    requireBetween("--rate", rate, 1000, 1_000_000);
    requireBetween("--prefixes", prefixes, 1, 250);
    requireBetween("--sources", sources, prefixes, Math.min(2000, prefixes * ADDRESSES_PER_PREFIX));
    requireBetween("--polite-rate", politeRate, 1, 1000);
  }

  @Override
  BenchReport run(SpeedBench.Place place) throws IOException, InterruptedException {
    return FloodBench.run(
        new FloodBench.Settings(seconds, rate, prefixes, sources, politeRate, place));
  }
}
