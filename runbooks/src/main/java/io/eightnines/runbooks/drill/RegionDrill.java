package io.eightnines.runbooks.drill;

import io.eightnines.client.verify.DrawVerifier;
import io.eightnines.client.verify.PublishedKeys;
import io.eightnines.runbooks.fleet.Fleet;
import io.eightnines.runbooks.fleet.Member;
import io.eightnines.runbooks.load.ClientLoad;
import io.eightnines.runbooks.load.DnsLookup;
import io.eightnines.runbooks.load.DnsWatch;
import io.eightnines.runbooks.load.PlainDnsLoad;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** A region dies or hangs at a random moment; nobody must notice. */
public final class RegionDrill {
  /** The load has reached its rate by then. */
  private static final Duration RAMP = Duration.ofSeconds(15);

  /** A fault in a fleet that is not well yet would prove nothing. */
  private static final int GOOD_SECONDS = 5;

  private static final int STEADY_WITHIN_SECONDS = 90;

  private static final Duration GONE_LIMIT = Duration.ofSeconds(10);
  private static final Duration BACK_LIMIT = Duration.ofSeconds(60);

  /** Between two trials, so that one trial's tail is not the next one's head. */
  private static final Duration PAUSE = Duration.ofMillis(800);

  private final String name;
  private final Damage damage;
  private final double dnsBoundMs;
  private final List<Long> gone = new ArrayList<>();
  private final List<Long> back = new ArrayList<>();
  private boolean steady;
  private String unanswered = "";

  private RegionDrill(String name, Damage damage, double dnsBoundMs) {
    this.name = name;
    this.damage = damage;
    this.dnsBoundMs = dnsBoundMs;
  }

  /** A region's process is killed: its port refuses, which is proof. */
  public static RegionDrill kill() {
    return new RegionDrill("region-kill", Damage.KILL, 300);
  }

  /** A region's process hangs: only silence tells, so certainty takes longer. */
  public static RegionDrill hang() {
    return new RegionDrill("region-hang", Damage.HANG, 700);
  }

  /** Runs the drill on a fleet of its own. */
  public Report run(Settings settings) throws IOException, InterruptedException {
    try (Fleet fleet = settings.startFleet()) {
      String run = "d" + Long.toString(System.currentTimeMillis(), 36);
      ClientLoad client = new ClientLoad(fleet, settings.rates().client(), run);
      PlainDnsLoad plain = new PlainDnsLoad(fleet, settings.rates().plain(), run);
      try {
        Thread.sleep(RAMP);
        steady = client.tally().awaitSteady(GOOD_SECONDS, STEADY_WITHIN_SECONDS);
        settings.progress().accept(steady ? "steady under load" : "not steady, drilling anyway");
        plain.tally().reset();
        trials(fleet, settings, client);
      } finally {
        plain.stop();
        client.stop();
      }
      return report(fleet, settings, client, plain);
    }
  }

  private void trials(Fleet fleet, Settings settings, ClientLoad client)
      throws IOException, InterruptedException {
    Random random = new Random(settings.seed());
    DnsWatch watch = new DnsWatch(new DnsLookup());
    List<String> regions = fleet.layout().regions();
    for (int trial = 1; trial <= settings.trials(); trial++) {
      Thread.sleep(PAUSE.plusMillis(random.nextInt(1000)));
      String region = regions.get(random.nextInt(regions.size()));
      long failed = client.tally().figures().failed();
      String told = trial(trial, fleet, region, watch);
      long more = client.tally().figures().failed() - failed;
      settings.progress().accept(told + (more == 0 ? "" : ", FAILED through the client: " + more));
    }
    unanswered = watch.unanswered();
  }

  private String trial(int number, Fleet fleet, String region, DnsWatch watch)
      throws IOException, InterruptedException {
    Member victim = fleet.member(region);
    String address = fleet.layout().address(region);
    long fault = System.nanoTime();
    damage.inflict(victim);
    Optional<Long> left = watch.gone(address, GONE_LIMIT).map(at -> at - fault);
    left.ifPresent(gone::add);
    Thread.sleep(PAUSE);

    long mending = System.nanoTime();
    damage.mend(victim);
    fleet.awaitReady(victim);
    Optional<Long> returned = watch.back(address, BACK_LIMIT).map(at -> at - mending);
    returned.ifPresent(back::add);
    return "trial %d: %s left the answers after %s, was back %s after its mending"
        .formatted(number, region, millis(left), millis(returned));
  }

  private static String millis(Optional<Long> nanos) {
    return nanos.map(n -> String.format(Locale.ROOT, "%.1f ms", n / 1e6)).orElse("never");
  }

  private Report report(Fleet fleet, Settings settings, ClientLoad client, PlainDnsLoad plain)
      throws IOException {
    Spread faultToDns = Spread.ofNanos(gone);
    var verifier = new DrawVerifier(PublishedKeys.read(Files.readAllBytes(fleet.keysFile())));
    var figures = client.tally().figures();
    return new Report(
        name,
        settings.trials(),
        settings.seed(),
        faultToDns,
        Spread.ofNanos(back),
        figures,
        plain.tally().figures(),
        unanswered,
        List.of(
            new Check("steady before the first fault", steady, steady ? "yes" : "no"),
            Check.all("the victim left the answers", gone.size(), settings.trials()),
            Check.all("the victim came back", back.size(), settings.trials()),
            Check.atMost("fault to DNS p99", faultToDns.p99(), dnsBoundMs, "ms"),
            Check.none("failed through the client", figures.failed()),
            new Check("draws were made", figures.requests() > 0, figures.requests() + " requests"),
            Check.none("draws that do not verify", client.issued().forged(verifier)),
            Check.none("chains with two successors", client.issued().forks())));
  }
}
