package io.eightnines.runbooks.command;

import io.eightnines.runbooks.bench.BenchReport;
import io.eightnines.runbooks.bench.LedgerBench;
import io.eightnines.runbooks.bench.SpeedBench;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Measures how many draws gateways acknowledge. */
@Command(
    name = "ledger",
    description = {
      "Measure how many draws one gateway and three acknowledge a second, each flushed by a majority,",
      "and the memory and the start of a ledger that holds many."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:passed", "1:failed", "2:wrong usage", "3:could not be run"})
final class BenchLedgerCommand extends Benching {
  @Option(
      names = "--draws",
      description = "How many are stored (default: ${DEFAULT-VALUE}; 10000000 take hours).")
  int draws = 100_000;

  @Option(
      names = "--seconds",
      description = "How long each group is measured (default: ${DEFAULT-VALUE}).")
  int seconds = 20;

  @Option(
      names = "--gateways",
      split = ",",
      description = "Sizes of the groups that are measured, 1, 3 or 5 (default: ${DEFAULT-VALUE}).")
  List<Integer> gateways = List.of(1, 3);

  @Option(
      names = "--http",
      description = "Measure one gateway over HTTP as well, in a process of its own.")
  boolean http;

  @Option(
      names = "--full",
      split = ",",
      description = {
        "Fill a gateway's ledger with so many draws (a kilobyte each), put it to work, kill it,",
        "and measure its memory and its next start; several numbers for several ledgers."
      })
  List<Integer> full = List.of();

  @Override
  void check() {
    requireBetween("--draws", draws, 1000, 100_000_000);
    requireBetween("--seconds", seconds, 1, 600);
    for (int each : full) {
      requireBetween("--full", each, 1000, 100_000_000);
    }
    for (int each : gateways) {
      requireBetween("--gateways", each, 1, 5);
      if (each % 2 == 0) {
        throw new ParameterException(
            Objects.requireNonNull(spec).commandLine(),
            "--gateways has %d, expected 1, 3 or 5".formatted(each));
      }
    }
  }

  @Override
  BenchReport run(SpeedBench.Place place) throws IOException, InterruptedException {
    return LedgerBench.run(
        new LedgerBench.Plan(gateways, http, draws, full, Duration.ofSeconds(seconds)), place);
  }
}
