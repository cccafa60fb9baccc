package io.eightnines.runbooks.command;

import io.eightnines.runbooks.drill.Drill;
import io.eightnines.runbooks.drill.Report;
import io.eightnines.runbooks.drill.Scenario;
import io.eightnines.runbooks.drill.Settings;
import io.eightnines.runbooks.fault.Disk;
import io.eightnines.runbooks.fault.PacketFilter;
import io.eightnines.runbooks.fleet.Archives;
import io.eightnines.runbooks.peer.Peer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
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
    description = "Do damage to a local fleet under load, and judge what customers saw.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:passed", "1:failed", "2:wrong usage", "3:could not be run"})
final class DrillCommand implements Callable<Integer> {
  private static final int MAX_TRIALS = 10_000;
  private static final int MAX_RATE = 5_000;

  /** The names of all drills, as the runbooks call them. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Scenario.ALL.stream().map(Scenario::name).iterator();
    }
  }

  @Spec @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "DRILL",
      completionCandidates = Names.class,
      description = "One of ${COMPLETION-CANDIDATES}.")
  String drill = "";

  @Option(
      names = "--trials",
      description = "How often the damage is done (default: 3 to 20, as long as a drill takes).")
  @Nullable Integer trials;

  @Option(
      names = "--daemons",
      paramLabel = "N",
      description = "How many failover daemons: 1, 3 or 5 (default: ${DEFAULT-VALUE}).")
  int daemons = 3;

  @Option(
      names = "--beside",
      split = ",",
      paramLabel = "PEER",
      description = {
        "Measure other name servers in the same trials: ${COMPLETION-CANDIDATES}.",
        "For drills in which a region leaves the answers."
      })
  List<Peer> beside = List.of();

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

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write the report with pictures there, as one page.")
  @Nullable Path html;

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandSpec here = Objects.requireNonNull(spec);
    Scenario scenario =
        Scenario.named(drill)
            .orElseThrow(() ->
                new ParameterException(
                    here.commandLine(),
                    drill + " is no drill, expected one of " + String.join(", ", new Names())));
    int times = trials == null ? scenario.usualTrials() : trials;
    requireBetween(here, "--trials", times, MAX_TRIALS);
    Eightnines.requireDaemons(here, daemons);
    if (!beside.isEmpty() && !scenario.comparesWithPeers()) {
      throw new ParameterException(
          here.commandLine(), drill + " cannot be measured --beside others: no region leaves");
    }
    PacketFilter.removeLeftovers();
    requireBetween(here, "--rate", rate, MAX_RATE);
    requireBetween(here, "--plain-rate", plainRate, MAX_RATE);
    boolean jsonOnly = Objects.equals(json, "-");
    PrintWriter out = here.commandLine().getOut();
    PrintWriter progress = jsonOnly ? here.commandLine().getErr() : out;
    Settings settings =
        new Settings(
            times,
            daemons,
            List.copyOf(new LinkedHashSet<>(beside)),
            new Settings.Rates(rate, plainRate),
            seed == null ? new Random().nextInt(1_000_000) : seed,
            new Settings.Place(
                emptied(Eightnines.work().resolve("drills").resolve(drill)),
                Archives.in(Eightnines.archives())),
            line -> {
              progress.println("  " + line);
              progress.flush();
            });
    progress.println(
        drill + ": starting a fleet, then " + times + " trials, seed " + settings.seed());
    progress.flush();
    Report report = Drill.run(scenario, settings);
    if (html != null) {
      Files.writeString(html, report.toHtml());
    }
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

  /** A drill's folder holds the last run only: what a person finds there is what happened. */
  static Path emptied(Path folder) throws IOException {
    Disk.removeLeftovers(folder);
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
