package io.eightnines.runbooks.storm;

import io.eightnines.client.verify.PublishedKey;
import io.eightnines.client.verify.PublishedKeys;
import io.eightnines.gateway.audit.LedgerAudit;
import io.eightnines.gateway.ledger.Sharding;
import io.eightnines.runbooks.bench.SpeedBench;
import io.eightnines.runbooks.drill.Check;
import io.eightnines.runbooks.fleet.Fleet;
import io.eightnines.runbooks.fleet.FleetLayout;
import io.eightnines.runbooks.fleet.Member;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** The whole of it: gateways, players, the killer, and the judgement. */
public final class Storm {
  private static final int GATEWAYS = 3;

  /** More than a block of bits is mixed of, so that bits never limit. */
  private static final int DEVICES = 3;

  private static final Duration ALIKE_LIMIT = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 250;

  /** After the last draw, for what was held up or repeated to arrive as well. */
  private static final long LATE_MILLIS = 1_000;

  /**
   * How much of a storm.
   *
   * @param draws that are enough
   * @param length after which it is enough, too
   * @param players chains, each with one request at a time
   * @param shards of the ledger
   * @param seed of everything that is left to chance
   */
  public record Settings(int draws, Duration length, int players, int shards, long seed) {}

  private final Settings settings;
  private final SpeedBench.Place place;
  private final SplittableRandom chance;
  private final Evidence evidence = new Evidence();

  private Storm(Settings settings, SpeedBench.Place place) {
    this.settings = settings;
    this.place = place;
    this.chance = new SplittableRandom(settings.seed());
  }

  /** Runs one. */
  public static StormReport run(Settings settings, SpeedBench.Place place)
      throws IOException, InterruptedException {
    return new Storm(settings, place).run();
  }

  private StormReport run() throws IOException, InterruptedException {
    FleetLayout layout = FleetLayout.standard(1);
    layout =
        layout.with(
            layout
                .variant()
                .with(
                    FleetLayout.Gateways.of(GATEWAYS)
                        .withDevices(DEVICES)
                        .inShards(settings.shards())
                        .alone()));
    Path keys;
    double seconds;
    int kills;
    FaultyChannel channel;
    try (Fleet fleet = Fleet.start(layout, place.folder(), place.archives(), place.progress())) {
      keys = fleet.keysFile();
      channel = channel(fleet);
      long begun = System.nanoTime();
      Killer killer = new Killer(fleet, chance.split());
      killer.start();
      try {
        play(channel, begun);
        seconds = (System.nanoTime() - begun) / 1e9;
        kills = killer.kills();
      } finally {
        killer.end();
      }
      Thread.sleep(LATE_MILLIS);
      place.progress().accept(evidence.size() + " draws acknowledged; gateways become alike");
      awaitAlike(fleet);
    }
    place.progress().accept("the ledgers are audited");
    List<Check> checks = judge(layout, keys, kills);
    FaultyChannel.Mischief mischief = channel.mischief();
    return new StormReport(
        evidence.size(),
        evidence.size() / seconds,
        seconds,
        kills,
        new StormReport.Mischief(
            mischief.sent(), mischief.delayed(), mischief.repeated(), mischief.lost()),
        settings.seed(),
        checks);
  }

  private FaultyChannel channel(Fleet fleet) {
    List<Member> gateways = fleet.gateways();
    return new FaultyChannel(
        GATEWAYS,
        (gateway, request) -> fleet.drawLater(gateways.get(gateway), request),
        this::late);
  }

  /** What a player never sees is evidence all the same. */
  private void late(HttpResponse<byte[]> answer) {
    if (answer.statusCode() == 200 || answer.statusCode() == 201) {
      var _ = evidence.add(answer.body());
    }
  }

  private void play(FaultyChannel channel, long begun) throws InterruptedException {
    BooleanSupplier over =
        () ->
            evidence.size() >= settings.draws()
                || System.nanoTime() - begun > settings.length().toNanos();
    List<CompletableFuture<Void>> players = new ArrayList<>();
    for (int i = 0; i < settings.players(); i++) {
      players.add(new Player("s." + i, channel, evidence, chance.split(), over).play());
    }
    CompletableFuture<Void> all =
        CompletableFuture.allOf(players.toArray(CompletableFuture[]::new));
    for (int seconds = 0; !all.isDone(); seconds++) {
      if (seconds % 10 == 0) {
        place.progress().accept(evidence.size() + " draws after " + seconds + " s");
      }
      Thread.sleep(1000);
    }
  }

  /** A follower has what the leader has a moment later. */
  private void awaitAlike(Fleet fleet) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + ALIKE_LIMIT.toNanos();
    while (rows(fleet.layout()).values().stream().distinct().count() > 1
        && System.nanoTime() < deadline) {
      Thread.sleep(POLL_MILLIS);
    }
  }

  private Map<String, List<Rows>> rows(FleetLayout layout) throws IOException {
    Map<String, List<Rows>> rows = new LinkedHashMap<>();
    for (String gateway : layout.gatewayNames()) {
      List<Rows> shards = new ArrayList<>();
      for (Path shard : ledger(gateway)) {
        shards.add(Rows.of(shard));
      }
      rows.put(gateway, shards);
    }
    return rows;
  }

  private List<Path> ledger(String gateway) {
    return Sharding.files(FleetLayout.state(place.folder(), gateway));
  }

  private List<Check> judge(FleetLayout layout, Path keysFile, int kills) throws IOException {
    List<PublicKey> keys =
        PublishedKeys.read(Files.readAllBytes(keysFile)).keys().stream()
            .map(PublishedKey::toPublicKey)
            .toList();
    Map<String, List<Rows>> rows = rows(layout);
    // All have the same rows, or a check fails: then one audit is enough.
    LedgerAudit.Findings audit = LedgerAudit.of(ledger(layout.gatewayNames().getFirst()), keys);
    long kept = evidence.keptIn(audit.draws());
    int acknowledged = evidence.size();
    return List.of(
        new Check("draws were acknowledged", acknowledged > 0, acknowledged + " draws"),
        new Check("gateways were killed", kills > 0, kills + " times"),
        new Check(
            "every ledger has the same rows",
            rows.values().stream().distinct().count() == 1,
            rows.toString()),
        new Check(
            "faults that an audit finds: forks, forged draws, wrong places",
            audit.faults().isEmpty(),
            audit.faults().size() + ", must be 0" + first(audit.faults())),
        new Check(
            "acknowledged draws in the ledger, byte for byte",
            kept == acknowledged,
            kept + " of " + acknowledged),
        new Check(
            "answers that contradict each other",
            evidence.contradictions() == 0,
            evidence.contradictions() + ", must be 0 " + evidence.told()));
  }

  private static String first(List<String> faults) {
    return faults.isEmpty() ? "" : ": " + faults.getFirst();
  }
}
