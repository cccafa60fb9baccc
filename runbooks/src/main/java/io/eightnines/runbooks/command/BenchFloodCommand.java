package io.eightnines.runbooks.command;

import io.eightnines.runbooks.bench.FloodBench;
import io.eightnines.runbooks.bench.FloodReport;
import io.eightnines.runbooks.bench.SpeedBench;
import io.eightnines.runbooks.fleet.Archives;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
final class BenchFloodCommand implements Callable<Integer> {
  private static final int ADDRESSES_PER_PREFIX = 250;

  @Spec @Nullable CommandSpec spec;

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

  @Mixin BenchCommand.Output output = new BenchCommand.Output();

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandSpec here = Objects.requireNonNull(spec);
    BenchCommand.requireBetween(here, "--seconds", seconds, 1, 600);
    BenchCommand.requireBetween(here, "--rate", rate, 1000, 1_000_000);
    BenchCommand.requireBetween(here, "--prefixes", prefixes, 1, 250);
    BenchCommand.requireBetween(
        here, "--sources", sources, prefixes, Math.min(2000, prefixes * ADDRESSES_PER_PREFIX));
    BenchCommand.requireBetween(here, "--polite-rate", politeRate, 1, 1000);
    FloodReport report =
        FloodBench.run(
            new FloodBench.Settings(
                seconds,
                rate,
                prefixes,
                sources,
                politeRate,
                new SpeedBench.Place(
                    BenchCommand.folder("flood"),
                    Archives.in(Eightnines.archives()),
                    output.progress(here))));
    return output.show(here, report.toTable(), report.toJson(), report.passed());
  }
}
