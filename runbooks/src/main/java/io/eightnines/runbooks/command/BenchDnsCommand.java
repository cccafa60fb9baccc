package io.eightnines.runbooks.command;

import io.eightnines.runbooks.bench.BenchReport;
import io.eightnines.runbooks.bench.SpeedBench;
import io.eightnines.runbooks.peer.Peer;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures answers a second beside peers. */
@Command(
    name = "dns",
    description = {
      "Measure answers a second, times and processor time beside other name servers.",
      "All answer a weighted name on the loopback, in turns; needs dnsperf and the peers."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:passed", "1:failed", "2:wrong usage", "3:could not be run"})
final class BenchDnsCommand extends Benching {
  @Option(names = "--rounds", description = "How many (default: ${DEFAULT-VALUE}).")
  int rounds = 5;

  @Option(
      names = "--seconds",
      description = "Of each measurement in a round (default: ${DEFAULT-VALUE}).")
  int seconds = 4;

  @Option(
      names = "--pace",
      description = "Queries a second of the paced measurement (default: ${DEFAULT-VALUE}).")
  int pace = 5000;

  @Option(
      names = "--pause-seconds",
      description = "How long our JVM's pauses are noted under load (default: ${DEFAULT-VALUE}).")
  int pauseSeconds = 60;

  @Option(
      names = "--beside",
      split = ",",
      paramLabel = "PEER",
      description = "Which peers, of ${COMPLETION-CANDIDATES} (default: all).")
  List<Peer> beside = List.of(Peer.values());

  @Override
  void check() {
    requireBetween("--rounds", rounds, 1, 100);
    requireBetween("--seconds", seconds, 1, 600);
    requireBetween("--pace", pace, 1, 100_000);
    requireBetween("--pause-seconds", pauseSeconds, 1, 600);
  }

  @Override
  BenchReport run(SpeedBench.Place place) throws IOException, InterruptedException {
    return SpeedBench.run(
        new SpeedBench.Settings(
            rounds, seconds, pace, pauseSeconds, List.copyOf(new LinkedHashSet<>(beside)), place));
  }
}
