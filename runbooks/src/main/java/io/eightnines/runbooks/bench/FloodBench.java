package io.eightnines.runbooks.bench;

import io.eightnines.runbooks.drill.Check;
import io.eightnines.runbooks.fleet.Fleet;
import io.eightnines.runbooks.fleet.FleetLayout;
import io.eightnines.runbooks.fleet.Member;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.xbill.DNS.Name;

/** Floods our name server while well-behaved clients ask it. */
public final class FloodBench {
  /**
   * What to run.
   *
   * @param perSecond queries of the flood
   * @param prefixes blocks of 256 addresses that it comes from
   * @param sources its addresses in all
   * @param politePerSecond queries of each well-behaved client
   */
  public record Settings(
      int seconds,
      int perSecond,
      int prefixes,
      int sources,
      int politePerSecond,
      SpeedBench.Place place) {}

  private static final double LEAST_ANSWERED = 0.999;
  private static final double MOST_AMPLIFICATION = 3;
  private static final int WARM_UP_SECONDS = 15;

  private final Settings settings;
  private final FleetLayout layout = FleetLayout.standard(1);

  private FloodBench(Settings settings) {
    this.settings = settings;
  }

  /** Runs it. */
  public static FloodReport run(Settings settings) throws IOException, InterruptedException {
    return new FloodBench(settings).run();
  }

  private FloodReport run() throws IOException, InterruptedException {
    SpeedBench.Place place = settings.place();
    try (Fleet fleet = Fleet.start(layout, place.folder(), place.archives(), place.progress())) {
      Member daemon = fleet.daemons().getFirst();
      distrustLoopback(fleet, daemon);
      Contestant ours =
          new Contestant(daemon.name(), fleet.layout().daemonAddress(daemon.name()), daemon.pid());
      place.progress().accept("warming up");
      var _ = flood(ours, WARM_UP_SECONDS, new LinkedHashMap<>());
      place.progress().accept("flooding for " + settings.seconds() + " s");
      return flood(ours, settings.seconds(), clients(ours));
    }
  }

  /** The fleet trusts its own machine; here it must take it for the world. */
  private void distrustLoopback(Fleet fleet, Member daemon)
      throws IOException, InterruptedException {
    String usual = Files.readString(daemon.configuration());
    String end = "port: %d}".formatted(FleetLayout.DNS_PORT);
    String other =
        usual.replace(end, "port: %d, guard: {trusted: []}}".formatted(FleetLayout.DNS_PORT));
    if (other.equals(usual)) {
      throw new IllegalStateException(daemon.configuration() + " has no '" + end + "'");
    }
    Path file = Files.writeString(settings.place().folder().resolve("distrusting.yml"), other);
    Optional<String> refused = daemon.reconfigure(file);
    if (refused.isPresent()) {
      throw new IllegalStateException("the daemon refused its file: " + refused.get());
    }
    var _ = fleet.awaitReady(daemon);
  }

  private Map<String, PoliteClient> clients(Contestant server) {
    Random random = new Random(8_999);
    Map<String, PoliteClient> clients = new LinkedHashMap<>();
    clients.put("a network of its own", client("127.99.1.1", server, false, random));
    clients.put("a flooded network, with cookies", client("127.100.0.251", server, true, random));
    clients.put(
        "a flooded network, without (TCP when told)",
        client("127.100.0.252", server, false, random));
    return clients;
  }

  private PoliteClient client(String from, Contestant server, boolean takesCookies, Random random) {
    return new PoliteClient(
        InetAddress.ofLiteral(from), socket(server), service(), takesCookies, random);
  }

  private static InetSocketAddress socket(Contestant server) {
    return new InetSocketAddress(InetAddress.ofLiteral(server.address()), FleetLayout.DNS_PORT);
  }

  private Name service() {
    return Name.fromConstantString(layout.service() + ".");
  }

  private List<InetAddress> sources() {
    List<InetAddress> sources = new ArrayList<>();
    for (int i = 0; i < settings.sources(); i++) {
      int host = 1 + i / settings.prefixes();
      sources.add(InetAddress.ofLiteral("127.100." + i % settings.prefixes() + "." + host));
    }
    return sources;
  }

  private FloodReport flood(Contestant server, int seconds, Map<String, PoliteClient> clients)
      throws IOException, InterruptedException {
    double before = server.cpuMicros();
    Map<String, PoliteLoad> loads = new LinkedHashMap<>();
    long begun = System.nanoTime();
    Flooder.Damage damage;
    double took;
    try (Flooder flooder =
        new Flooder(sources(), socket(server), service(), settings.perSecond()).start()) {
      clients.forEach((name, client) ->
          loads.put(name, new PoliteLoad(name, client, settings.politePerSecond())));
      Thread.sleep(seconds * 1000L);
      loads.values().forEach(PoliteLoad::close);
      damage = flooder.damage();
      took = (System.nanoTime() - begun) / 1e9;
    } finally {
      loads.values().forEach(PoliteLoad::close);
    }
    double cpu = (server.cpuMicros() - before) / Math.max(1, damage.queries());
    return report(damage, took, cpu, loads);
  }

  private FloodReport report(
      Flooder.Damage damage, double took, double cpu, Map<String, PoliteLoad> loads) {
    List<FloodReport.Client> clients = new ArrayList<>();
    loads.forEach((name, load) -> clients.add(client(name, load)));
    List<Check> checks = new ArrayList<>();
    for (FloodReport.Client client : clients) {
      checks.add(
          new Check(
              "answered in " + client.name(),
              client.share() >= LEAST_ANSWERED,
              String.format(Locale.ROOT, "%.3f %%, at least %.1f", client.share() * 100, 99.9)));
    }
    checks.add(amplified("bytes back per byte sent", damage.amplification()));
    checks.add(amplified("worst answer per byte of its query", damage.worst()));
    double sent = damage.queries() / took;
    checks.add(
        new Check(
            "the flood was as large as told",
            sent >= 0.95 * settings.perSecond(),
            String.format(Locale.ROOT, "%.0f of %d a second", sent, settings.perSecond())));
    return new FloodReport(
        new FloodReport.Flood(
            (int) Math.round(took),
            settings.sources(),
            settings.prefixes(),
            sent,
            damage.amplification(),
            damage.worst(),
            1 - (double) damage.answers() / Math.max(1, damage.queries()),
            cpu),
        clients,
        checks);
  }

  private static Check amplified(String name, double factor) {
    return new Check(
        name,
        factor < MOST_AMPLIFICATION,
        String.format(Locale.ROOT, "%.2f, below %.0f", factor, MOST_AMPLIFICATION));
  }

  private static FloodReport.Client client(String name, PoliteLoad load) {
    Histogram micros = load.micros();
    return new FloodReport.Client(
        name,
        load.asked(),
        load.answered(),
        micros.getValueAtPercentile(50),
        micros.getValueAtPercentile(99));
  }
}
