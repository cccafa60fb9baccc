package io.eightnines.runbooks.command;

import io.eightnines.runbooks.bench.BenchReport;
import io.eightnines.runbooks.bench.PublishBench;
import io.eightnines.runbooks.bench.SpeedBench;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how soon a plan is answered where it is published. */
@Command(
    name = "publish",
    description = {
      "Measure from a plan's coming into service until it is answered: by the embedded name server,",
      "and by Knot and BIND, published to by RFC 2136; needs both. Hosted providers are not measured."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:passed", "1:failed", "2:wrong usage", "3:could not be run"})
final class BenchPublishCommand extends Benching {
  @Option(
      names = "--publishes",
      description = "How many, at each place (default: ${DEFAULT-VALUE}).")
  int publishes = 500;

  @Override
  void check() {
    requireBetween("--publishes", publishes, 100, 10_000);
  }

  @Override
  BenchReport run(SpeedBench.Place place) throws IOException, InterruptedException {
    return PublishBench.run(publishes, place);
  }
}
