package io.eightnines.runbooks.command;

import io.eightnines.runbooks.bench.BenchReport;
import io.eightnines.runbooks.bench.LedgerBench;
import io.eightnines.runbooks.bench.SpeedBench;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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

  @Override
  void check() {
    requireBetween("--draws", draws, 1000, 100_000_000);
    requireBetween("--seconds", seconds, 1, 600);
  }

  @Override
  BenchReport run(SpeedBench.Place place) throws IOException, InterruptedException {
    return LedgerBench.run(draws, Duration.ofSeconds(seconds), place);
  }
}
