package io.eightnines.runbooks.command;

import io.eightnines.gateway.ledger.Sharding;
import io.eightnines.runbooks.bench.BenchReport;
import io.eightnines.runbooks.bench.SpeedBench;
import io.eightnines.runbooks.storm.Storm;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Draws from gateways that die, over a channel that errs, and looks what is left. */
@Command(
    name = "storm",
    description = {
      "Draw from three gateways that are killed at random, over a channel that repeats, delays,",
      "reorders and loses; then audit the ledgers against what was acknowledged."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:passed", "1:failed", "2:wrong usage", "3:could not be run"})
final class BenchStormCommand extends Benching {
  @Option(names = "--draws", description = "How many are enough (default: ${DEFAULT-VALUE}).")
  int draws = 1_000_000;

  @Option(
      names = "--seconds",
      description = "After how long it is enough, too (default: ${DEFAULT-VALUE}).")
  int seconds = 3600;

  @Option(
      names = "--players",
      description = "Chains, each with one request at a time (default: ${DEFAULT-VALUE}).")
  int players = 256;

  @Option(
      names = "--shards",
      description = "Into how many the ledger is divided (default: ${DEFAULT-VALUE}).")
  int shards = 1;

  @Option(names = "--seed", description = "Of all chance (default: a new one, printed).")
  @Nullable Long seed;

  @Override
  void check() {
    requireBetween("--draws", draws, 1, 10_000_000);
    requireBetween("--seconds", seconds, 1, 100_000);
    requireBetween("--players", players, 1, 1000);
    requireBetween("--shards", shards, 1, Sharding.MAX);
  }

  @Override
  BenchReport run(SpeedBench.Place place) throws IOException, InterruptedException {
    return Storm.run(
        new Storm.Settings(
            draws,
            Duration.ofSeconds(seconds),
            players,
            shards,
            seed == null ? new Random().nextInt(1_000_000) : seed),
        place);
  }
}
