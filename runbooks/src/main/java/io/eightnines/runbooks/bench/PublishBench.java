package io.eightnines.runbooks.bench;

import io.eightnines.failover.dns.Answers;
import io.eightnines.failover.dns.NameServer;
import io.eightnines.failover.dns.Responder;
import io.eightnines.failover.dns.TcpLimits;
import io.eightnines.failover.dns.UdpThreads;
import io.eightnines.failover.dns.guard.CookieSecrets;
import io.eightnines.failover.dns.guard.Prefix;
import io.eightnines.failover.dns.guard.Shield;
import io.eightnines.failover.dns.guard.ShieldPolicy;
import io.eightnines.failover.fleet.Endpoint;
import io.eightnines.failover.fleet.RegionId;
import io.eightnines.failover.fleet.Weight;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.plan.PlanReason;
import io.eightnines.failover.plan.PlannedEndpoint;
import io.eightnines.failover.publish.EmbeddedPublisher;
import io.eightnines.failover.publish.ProviderSettings;
import io.eightnines.failover.publish.Providers;
import io.eightnines.failover.publish.Publisher;
import io.eightnines.failover.publish.Publishing;
import io.eightnines.failover.publish.Renderer;
import io.eightnines.failover.zone.RefusedZoneException;
import io.eightnines.failover.zone.Service;
import io.eightnines.failover.zone.Zone;
import io.eightnines.failover.zone.ZoneSource;
import io.eightnines.runbooks.drill.Check;
import io.eightnines.time.Clocks;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Measures from a plan's coming into service until it is answered: by the embedded name server, and
 * by Knot and BIND that are published to with the daemon's own publishers and read back by them.
 */
public final class PublishBench {
  private static final Name SERVICE = Name.fromConstantString("api.example.test.");
  private static final byte[] QUERY =
      Message.newQuery(Record.newRecord(SERVICE, Type.A, DClass.IN)).toWire();
  private static final Duration TTL = Duration.ofSeconds(5);
  private static final int ANSWERS = 2;

  /** The bars of the product: what the slowest of a hundred publishes may take. */
  private static final long EMBEDDED_P99_MICROS = 5_000;

  private static final long UPDATE_P99_MICROS = 100_000;

  /** Until a JVM and a fresh server have their first ways behind them. */
  private static final int WARM_UP = 50;

  /** Cheap here, and a compiler that is at work would be measured. */
  private static final int EMBEDDED_WARM_UP = 5000;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final int publishes;
  private final SpeedBench.Place place;
  private final Clocks clocks = new Clocks(InstantSource.system(), System::nanoTime);

  private PublishBench(int publishes, SpeedBench.Place place) {
    this.publishes = publishes;
    this.place = place;
  }

  /** Runs it; a missing program is an exception that says so. */
  public static PublishReport run(int publishes, SpeedBench.Place place)
      throws IOException, InterruptedException {
    return new PublishBench(publishes, place).run();
  }

  private PublishReport run() throws IOException, InterruptedException {
    List<PublishReport.Place> places = new ArrayList<>();
    List<Check> checks = new ArrayList<>();
    places.add(embedded());
    checks.add(check(places.getLast(), EMBEDDED_P99_MICROS));
    for (UpdateServer.Kind kind : UpdateServer.Kind.values()) {
      try (UpdateServer server = UpdateServer.start(kind, place.folder())) {
        places.add(provider(server));
      }
      checks.add(check(places.getLast(), UPDATE_P99_MICROS));
    }
    return new PublishReport(publishes, places, checks);
  }

  private Check check(PublishReport.Place at, long bar) {
    return new Check(
        "plans visible at " + at.name(),
        at.visible() == publishes && at.p99Micros() <= bar,
        String.format(
            Locale.ROOT,
            "%d of %d, p99 %.1f ms, at most %.0f",
            at.visible(),
            publishes,
            at.p99Micros() / 1000.0,
            bar / 1000.0));
  }

  /** One of two endpoints is out, by turns, so that every plan is answered otherwise. */
  private Plan plan(long generation) {
    List<PlannedEndpoint> planned = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Endpoint endpoint =
          new Endpoint(
              new RegionId("r" + i),
              InetAddress.ofLiteral("127.0.1." + (1 + i)),
              8080,
              new Weight(100));
      boolean out = generation % 2 == i;
      planned.add(
          new PlannedEndpoint(endpoint, new Weight(out ? 0 : 100), new PlanReason.Serving("up")));
    }
    return new Plan(generation, clocks.wall().instant(), planned);
  }

  private PublishReport.Place embedded() throws IOException {
    place.progress().accept("embedded");
    EmbeddedPublisher publisher = new EmbeddedPublisher(plan(1));
    NameServer server = nameServer(publisher, zone());
    server.start();
    try (DatagramSocket asker = new DatagramSocket()) {
      asker.connect(InetAddress.ofLiteral("127.0.0.1"), server.port());
      asker.setSoTimeout((int) PATIENCE.toMillis());
      Histogram accepted = new Histogram(3);
      Histogram visible = new Histogram(3);
      for (long generation = 2; generation < 2 + EMBEDDED_WARM_UP + publishes; generation++) {
        Plan plan = plan(generation);
        long begun = System.nanoTime();
        Publisher.Result result = publisher.publish(generation - 1, plan);
        long taken = System.nanoTime();
        if (!(result instanceof Publisher.Result.Published)) {
          throw new IllegalStateException("a plan was not taken: " + result);
        }
        while (!answers(asker, plan)) {
          Thread.onSpinWait();
        }
        if (generation >= 2 + EMBEDDED_WARM_UP) {
          accepted.recordValue((taken - begun) / 1000);
          visible.recordValue((System.nanoTime() - begun) / 1000);
        }
      }
      return PublishReport.Place.of("embedded", accepted, visible);
    } finally {
      server.stop();
    }
  }

  /** Asked and read as bytes: a resolver would take longer than the server. */
  private static boolean answers(DatagramSocket asker, Plan plan) throws IOException {
    DatagramPacket answer = new DatagramPacket(new byte[512], 512);
    asker.send(new DatagramPacket(QUERY, QUERY.length));
    asker.receive(answer);
    byte[] bytes = answer.getData();
    byte[] expected = plan.answerable().getFirst().endpoint().address().getAddress();
    int end = answer.getLength(); // One A record ends with its address.
    return bytes[7] == 1 && Arrays.equals(bytes, end - 4, end, expected, 0, 4);
  }

  private NameServer nameServer(EmbeddedPublisher publisher, Zone zone) {
    ShieldPolicy policy = new ShieldPolicy(Optional.empty(), new Prefix(24, 56), List.of(), 100);
    SplittableRandom chance = new SplittableRandom();
    return new NameServer(
        new NameServer.Listen(
            InetAddress.ofLiteral("127.0.0.1"),
            0,
            new UdpThreads(1),
            new TcpLimits(PATIENCE, 8, 8)),
        new Responder(new Answers(zone), publisher, chance, (_, _) -> {}),
        new Shield(policy, CookieSecrets.own(chance, clocks.ticker()), clocks, chance, _ -> {}),
        clocks.ticker());
  }

  private Zone zone() throws IOException {
    Path file =
        Files.writeString(
            place.folder().resolve("embedded.zone"),
            "@ 60 SOA ns1 ops 1 60 15 604800 5\n@ 60 NS ns1\nns1 60 A 127.0.0.1\n");
    try {
      return new ZoneSource.Master(
              file, Name.fromConstantString(UpdateServer.ZONE), new Service(SERVICE, TTL, ANSWERS))
          .read();
    } catch (RefusedZoneException e) {
      throw new IllegalStateException("the zone of the benchmark is refused", e);
    }
  }

  private PublishReport.Place provider(UpdateServer server)
      throws IOException, InterruptedException {
    place.progress().accept(server.kind().toString());
    Sightings sightings = new Sightings();
    Publishing publishing = publishing(server, sightings);
    publishing.start();
    try {
      for (long generation = 1; generation <= WARM_UP + publishes; generation++) {
        if (generation == WARM_UP + 1) {
          sightings.forget();
        }
        publishing.accept(plan(generation));
        sightings.await(generation, PATIENCE);
      }
      return sightings.place(server.kind().toString());
    } finally {
      publishing.stop();
    }
  }

  private Publishing publishing(UpdateServer server, Sightings sightings) {
    ProviderSettings settings =
        new ProviderSettings(
            server.kind().toString(),
            new ProviderSettings.At.Primary(
                server.address(), null, server.keyFile(), Duration.ofSeconds(5)),
            false,
            List.of(server.address()),
            new ProviderSettings.Times(
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofMillis(200),
                Duration.ofHours(1)));
    return Providers.open(
        List.of(settings),
        new Providers.Service(
            SERVICE,
            Name.fromConstantString(UpdateServer.ZONE),
            new Renderer.Terms(TTL.toSeconds(), ANSWERS)),
        new Providers.Means(() -> true, sightings, new SplittableRandom(), clocks, Thread::sleep));
  }
}
