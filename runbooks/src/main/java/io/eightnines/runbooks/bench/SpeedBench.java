package io.eightnines.runbooks.bench;

import io.eightnines.runbooks.drill.Check;
import io.eightnines.runbooks.fleet.Archives;
import io.eightnines.runbooks.fleet.Fleet;
import io.eightnines.runbooks.fleet.FleetLayout;
import io.eightnines.runbooks.fleet.Member;
import io.eightnines.runbooks.peer.Peer;
import io.eightnines.runbooks.peer.Peers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/** Measures our name server and its peers in turns, each at full speed and at a pace. */
public final class SpeedBench {
  /**
   * What to run.
   *
   * @param seconds of each measurement
   * @param paced queries a second of the paced one
   * @param pauseSeconds of the load during which our JVM's pauses are noted
   */
  public record Settings(
      int rounds, int seconds, int paced, int pauseSeconds, List<Peer> beside, Place place) {}

  /** Where files are kept, and who is told of progress. */
  public record Place(Path folder, Archives archives, Consumer<String> progress) {}

  /** What each server must reach, as a share of a peer's answers a second. */
  private static final Map<Peer, Double> LEAST = Map.of(Peer.POWERDNS, 1.0, Peer.GDNSD, 0.7);

  private static final double LONGEST_PAUSE_MS = 5;

  /** How long a JVM is left to compile what it needs before it is measured. */
  private static final int WARM_UP_SECONDS = 15;

  private final Settings settings;
  private final Map<String, Tally> tallies = new LinkedHashMap<>();

  private SpeedBench(Settings settings) {
    this.settings = settings;
  }

  /** What one server did so far. */
  private static final class Tally {
    private final List<Double> perSecond = new ArrayList<>();
    private final Histogram flatOut = new Histogram(3);
    private final Histogram paced = new Histogram(3);
    private long completed;
    private long lost;
    private double cpuMicros;

    SpeedReport.Server report(String name) {
      return new SpeedReport.Server(
          name,
          median(perSecond),
          List.copyOf(perSecond),
          lost,
          cpuMicros / completed,
          SpeedReport.Times.of(flatOut),
          SpeedReport.Times.of(paced));
    }
  }

  /** The middle one, or what lies halfway between the two in the middle. */
  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int upper = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(upper)
        : (sorted.get(upper - 1) + sorted.get(upper)) / 2;
  }

  /** Runs it; a missing program is an exception that says so. */
  public static SpeedReport run(Settings settings) throws IOException, InterruptedException {
    return new SpeedBench(settings).run();
  }

  private SpeedReport run() throws IOException, InterruptedException {
    FleetLayout layout = FleetLayout.standard(1);
    Path folder = settings.place().folder();
    Dnsperf dnsperf = new Dnsperf(folder, layout.service());
    try (Fleet fleet =
            Fleet.start(layout, folder, settings.place().archives(), settings.place().progress());
        Peers peers = Peers.start(Peer.Purpose.SPEED, settings.beside(), layout, folder)) {
      List<Contestant> contestants = contestants(fleet, peers);
      Contestant ours = contestants.getFirst();
      for (Contestant each : contestants) {
        var _ = dnsperf.flatOut(each, each.equals(ours) ? WARM_UP_SECONDS : 2);
      }
      for (int round = 1; round <= settings.rounds(); round++) {
        for (Contestant each : contestants) {
          measure(dnsperf, each, round);
        }
        Collections.rotate(contestants, 1); // The machine may get slower while a round lasts.
      }
      return report(ours, pauses(dnsperf, ours, folder));
    }
  }

  private List<Contestant> contestants(Fleet fleet, Peers peers) {
    Member daemon = fleet.daemons().getFirst();
    List<Contestant> all = new ArrayList<>();
    all.add(
        new Contestant("eightnines", fleet.layout().daemonAddress(daemon.name()), daemon.pid()));
    for (Peer peer : settings.beside()) {
      all.add(new Contestant(peer.toString(), peer.address(), peers.pid(peer)));
    }
    return all;
  }

  private void measure(Dnsperf dnsperf, Contestant server, int round)
      throws IOException, InterruptedException {
    Tally tally = tallies.computeIfAbsent(server.name(), _ -> new Tally());
    double before = server.cpuMicros();
    Dnsperf.Run run = dnsperf.flatOut(server, settings.seconds());
    tally.cpuMicros += server.cpuMicros() - before;
    tally.completed += run.completed();
    tally.lost += run.lost();
    tally.perSecond.add(run.perSecond());
    tally.flatOut.add(dnsperf.timesFlatOut(server, Math.max(1, settings.seconds() / 2)));
    tally.paced.add(
        dnsperf.timesPaced(server, Math.max(1, settings.seconds() / 2), settings.paced()));
    settings
        .place()
        .progress()
        .accept(
            String.format(
                Locale.ROOT,
                "round %d of %d: %-10s %9.0f answers a second",
                round,
                settings.rounds(),
                server.name(),
                run.perSecond()));
  }

  private SpeedReport.Pauses pauses(Dnsperf dnsperf, Contestant ours, Path folder)
      throws IOException, InterruptedException {
    settings
        .place()
        .progress()
        .accept("noting our JVM's pauses for " + settings.pauseSeconds() + " s at full speed");
    PauseLog log = PauseLog.of(ours.pid(), folder.resolve("pauses.log"));
    var _ = dnsperf.flatOut(ours, settings.pauseSeconds());
    PauseLog.Pauses pauses = log.close();
    return new SpeedReport.Pauses(
        settings.pauseSeconds(),
        pauses.collections(),
        pauses.full(),
        pauses.longestMs(),
        ours.peakMegabytes());
  }

  private SpeedReport report(Contestant ours, SpeedReport.Pauses pauses) {
    List<SpeedReport.Server> servers = new ArrayList<>();
    tallies.forEach((name, tally) -> servers.add(tally.report(name)));
    double mine = servers.getFirst().perSecond();
    Map<String, Double> ratios = new LinkedHashMap<>();
    List<Check> checks = new ArrayList<>();
    for (Peer peer : settings.beside()) {
      double theirs =
          servers.stream()
              .filter(server -> server.name().equals(peer.toString()))
              .mapToDouble(SpeedReport.Server::perSecond)
              .sum();
      ratios.put(peer.toString(), mine / theirs);
      double least = LEAST.getOrDefault(peer, 0.0);
      checks.add(
          new Check(
              "answers a second beside " + peer,
              mine / theirs >= least,
              String.format(Locale.ROOT, "%.2f times, at least %.1f", mine / theirs, least)));
    }
    checks.add(
        new Check("full collections of " + ours.name(), pauses.full() == 0, pauses.full() + ""));
    checks.add(
        new Check(
            "longest stop of " + ours.name(),
            pauses.longestMs() <= LONGEST_PAUSE_MS,
            String.format(
                Locale.ROOT, "%.1f ms, at most %.0f", pauses.longestMs(), LONGEST_PAUSE_MS)));
    return new SpeedReport(
        new SpeedReport.Run(settings.rounds(), settings.seconds(), settings.paced()),
        servers,
        ratios,
        pauses,
        checks);
  }
}
