package io.eightnines.runbooks.command;

import io.eightnines.runbooks.operate.Daemons;
import io.eightnines.runbooks.redeploy.Policy;
import io.eightnines.runbooks.redeploy.Redeployer.Outside;
import io.eightnines.runbooks.redeploy.Redeploys;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which fleet is redeployed, and how patiently. */
final class RedeployOptions {
  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "Where the fleet keeps its files, journal and lock among them (default: target/fleet).")
  @Nullable Path state;

  @Option(
      names = "--for",
      paramLabel = "LENGTH",
      description =
          "How long the drain holds if this program cannot end it, at least 10m (default:"
              + " ${DEFAULT-VALUE}).")
  String length = "30m";

  Path folder() {
    return Optional.ofNullable(state).orElseGet(() -> Eightnines.work().resolve("fleet"));
  }

  Redeploys of(DaemonOptions options, Daemons daemons) {
    Duration drainFor = OrderOptions.length(options, "--for", length);
    if (drainFor.toMinutes() < 10) {
      throw options.wrong(
          "--for is '" + length + "', expected at least 10m: the replacement must fit in");
    }
    return new Redeploys(
        folder(),
        daemons,
        Policy.defaults().drainingFor(drainFor),
        new Outside(InstantSource.system(), Thread::sleep, () -> OrderOptions.newId("redeploy")));
  }
}
