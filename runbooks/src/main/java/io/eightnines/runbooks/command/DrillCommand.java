package io.eightnines.runbooks.command;

import io.eightnines.runbooks.drill.GatewayKillDrill;
import io.eightnines.runbooks.drill.RegionDrill;
import io.eightnines.runbooks.drill.Report;
import io.eightnines.runbooks.drill.Settings;
import io.eightnines.runbooks.fleet.Archives;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a drill on a fleet of its own and says whether what must hold did. */
@Command(
    name = "drill",
    description = {
      "Do damage to a local fleet under load, and judge what customers saw.",
      "",
      "  region-kill   SIGKILL of a random region: it refuses connections",
      "  region-hang   SIGSTOP of a random region: it accepts and never answers",
      "  gateway-kill  SIGKILL of the gateway: draws fail, but none is lost",
      ""
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:passed", "1:failed", "2:wrong usage", "3:could not be run"})
final class DrillCommand implements Callable<Integer> {
  private static final int MAX_TRIALS = 10_000;
  private static final int MAX_RATE = 5_000;

  /** Which drill; the names are those of the runbooks. */
  enum Name {
    REGION_KILL,
    REGION_HANG,
    GATEWAY_KILL;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  @Spec @Nullable CommandSpec spec;

  @Parameters(paramLabel = "DRILL", description = "One of ${COMPLETION-CANDIDATES}.")
  Name drill = Name.REGION_KILL;

  @Option(
      names = "--trials",
      description = "How often the damage is done (default: ${DEFAULT-VALUE}).")
  int trials = 20;

  @Option(
      names = "--rate",
      description = "Draws a second through the client (default: ${DEFAULT-VALUE}).")
  int rate = 200;

  @Option(
      names = "--plain-rate",
      description = "Draws a second through plain HTTP following DNS (default: ${DEFAULT-VALUE}).")
  int plainRate = 20;

  @Option(
      names = "--seed",
      description = "Where victims and moments come from (default: a new one, printed).")
  @Nullable Long seed;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the report there; - prints it.")
  @Nullable String json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandSpec here = Objects.requireNonNull(spec);
    requireBetween(here, "--trials", trials, MAX_TRIALS);
    requireBetween(here, "--rate", rate, MAX_RATE);
    requireBetween(here, "--plain-rate", plainRate, MAX_RATE);
    boolean jsonOnly = Objects.equals(json, "-");
    PrintWriter out = here.commandLine().getOut();
    PrintWriter progress = jsonOnly ? here.commandLine().getErr() : out;
    Settings settings =
        new Settings(
            trials,
            new Settings.Rates(rate, plainRate),
            seed == null ? new Random().nextInt(1_000_000) : seed,
            emptied(Eightnines.work().resolve("drills").resolve(drill.toString())),
            Archives.in(Eightnines.archives()),
            line -> {
              progress.println("  " + line);
              progress.flush();
            });
    progress.println(
        drill + ": starting a fleet, then " + trials + " trials, seed " + settings.seed());
    progress.flush();
    Report report = run(settings);
    if (jsonOnly) {
      out.print(report.toJson());
    } else {
      out.print(report.toTable());
      if (json != null) {
        Files.writeString(Path.of(json), report.toJson());
      }
    }
    out.flush();
    return report.passed() ? 0 : Eightnines.FAILED;
  }

  private Report run(Settings settings) throws IOException, InterruptedException {
    return switch (drill) {
      case REGION_KILL -> RegionDrill.kill().run(settings);
      case REGION_HANG -> RegionDrill.hang().run(settings);
      case GATEWAY_KILL -> new GatewayKillDrill().run(settings);
    };
  }

  /** A drill's folder holds the last run only: what a person finds there is what happened. */
  private static Path emptied(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    return Files.createDirectories(folder);
  }

  private static void requireBetween(CommandSpec spec, String option, int value, int max) {
    if (value < 1 || value > max) {
      throw new ParameterException(
          spec.commandLine(), option + " is " + value + ", expected 1 to " + max);
    }
  }
}
