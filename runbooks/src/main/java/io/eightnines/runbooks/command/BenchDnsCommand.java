package io.eightnines.runbooks.command;

import io.eightnines.runbooks.bench.SpeedBench;
import io.eightnines.runbooks.bench.SpeedReport;
import io.eightnines.runbooks.fleet.Archives;
import io.eightnines.runbooks.peer.Peer;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
final class BenchDnsCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

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

  @Mixin BenchCommand.Output output = new BenchCommand.Output();

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandSpec here = Objects.requireNonNull(spec);
    BenchCommand.requireBetween(here, "--rounds", rounds, 1, 100);
    BenchCommand.requireBetween(here, "--seconds", seconds, 1, 600);
    BenchCommand.requireBetween(here, "--pace", pace, 1, 100_000);
    BenchCommand.requireBetween(here, "--pause-seconds", pauseSeconds, 1, 600);
    SpeedReport report =
        SpeedBench.run(
            new SpeedBench.Settings(
                rounds,
                seconds,
                pace,
                pauseSeconds,
                List.copyOf(new LinkedHashSet<>(beside)),
                new SpeedBench.Place(
                    BenchCommand.folder("dns"),
                    Archives.in(Eightnines.archives()),
                    output.progress(here))));
    return output.show(here, report.toTable(), report.toJson(), report.passed());
  }
}
