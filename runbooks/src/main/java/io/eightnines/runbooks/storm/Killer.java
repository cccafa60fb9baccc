package io.eightnines.runbooks.storm;

import io.eightnines.runbooks.fleet.Fleet;
import io.eightnines.runbooks.fleet.FleetException;
import io.eightnines.runbooks.fleet.Member;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** Kills one gateway after another at random moments, and starts each again. */
final class Killer {
  /** Between the return of one and the death of the next. */
  private static final int SHORTEST_MILLIS = 2_000;

  private static final int LONGEST_MILLIS = 10_000;

  private final Fleet fleet;
  private final RandomGenerator random;
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicInteger kills = new AtomicInteger();
  private final Thread thread = Thread.ofPlatform().name("killer").unstarted(this::run);

  Killer(Fleet fleet, RandomGenerator random) {
    this.fleet = fleet;
    this.random = random;
  }

  void start() {
    thread.start();
  }

  int kills() {
    return kills.get();
  }

  private void run() {
    try {
      List<Member> gateways = fleet.gateways();
      while (!over.await(random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS), TimeUnit.MILLISECONDS)) {
        Member victim = gateways.get(random.nextInt(gateways.size()));
        victim.kill();
        kills.incrementAndGet();
        victim.revive();
        fleet.awaitReady(victim);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | FleetException e) {
      throw new IllegalStateException("a killed gateway did not come back", e);
    }
  }

  /** Ends once the last victim is back. */
  void end() throws InterruptedException {
    over.countDown();
    thread.join();
  }
}
