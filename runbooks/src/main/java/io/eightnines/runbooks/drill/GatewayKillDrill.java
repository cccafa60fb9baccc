package io.eightnines.runbooks.drill;

import io.eightnines.client.draw.DrawId;
import io.eightnines.client.verify.DrawVerifier;
import io.eightnines.client.verify.PublishedKeys;
import io.eightnines.runbooks.fleet.Fleet;
import io.eightnines.runbooks.fleet.Member;
import io.eightnines.runbooks.load.ClientLoad;
import io.eightnines.runbooks.load.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The only gateway is killed under load and started again. Draws fail meanwhile, as they must with
 * one site; but what a customer was given once is there for ever.
 */
public final class GatewayKillDrill {
  private static final Duration BEFORE = Duration.ofSeconds(3);

  private static final Duration AGAIN_WITHIN = Duration.ofSeconds(60);

  /** Runs the drill on a fleet of its own. */
  public Report run(Settings settings) throws IOException, InterruptedException {
    try (Fleet fleet = settings.startFleet()) {
      List<Long> back = new ArrayList<>();
      String run = "g" + Long.toString(System.currentTimeMillis(), 36);
      ClientLoad client = new ClientLoad(fleet, settings.rates().client(), run);
      try {
        trials(fleet, settings, client, back);
      } finally {
        client.stop();
      }
      return report(fleet, settings, client, back);
    }
  }

  private static void trials(Fleet fleet, Settings settings, ClientLoad client, List<Long> back)
      throws IOException, InterruptedException {
    Random random = new Random(settings.seed());
    Member gateway = fleet.member("gateway");
    for (int trial = 1; trial <= settings.trials(); trial++) {
      Thread.sleep(BEFORE.plusMillis(random.nextInt(1000)));
      Damage.KILL.inflict(gateway);
      int given = client.issued().size();
      long mending = System.nanoTime();
      Damage.KILL.mend(gateway);
      fleet.awaitReady(gateway);
      long limit = mending + AGAIN_WITHIN.toNanos();
      while (client.issued().size() == given && System.nanoTime() < limit) {
        Thread.sleep(1);
      }
      back.add(System.nanoTime() - mending);
      settings
          .progress()
          .accept(
              "trial %d: killed after %d draws, the next one %d ms after the start"
                  .formatted(trial, given, back.getLast() / 1_000_000));
    }
  }

  private static Report report(Fleet fleet, Settings settings, ClientLoad client, List<Long> back)
      throws IOException {
    var verifier = new DrawVerifier(PublishedKeys.read(Files.readAllBytes(fleet.keysFile())));
    long same = 0;
    for (Map.Entry<DrawId, byte[]> draw : client.issued().all().entrySet()) {
      same += isServedAlike(fleet, draw.getKey(), draw.getValue()) ? 1 : 0;
    }
    Tally.Figures none = new Tally().figures();
    return new Report(
        "gateway-kill",
        settings.trials(),
        settings.seed(),
        Spread.ofNanos(List.of()),
        Spread.ofNanos(back),
        client.tally().figures(),
        none,
        "0 of 0",
        List.of(
            Check.all("draws still there byte for byte", same, client.issued().size()),
            new Check("draws were made", same > 0, same + " draws"),
            Check.none("draws that do not verify", client.issued().forged(verifier)),
            Check.none("chains with two successors", client.issued().forks())));
  }

  /** Asks the gateway itself: the API might answer from memory. */
  private static boolean isServedAlike(Fleet fleet, DrawId id, byte[] given) {
    try {
      return Arrays.equals(
          given, fleet.get(fleet.layout().gateway().resolve("/v1/draws/" + id.value())));
    } catch (IOException lost) {
      return false;
    }
  }
}
