package io.eightnines.gateway.ledger;

import static io.eightnines.gateway.ledger.Sites.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.client.draw.DrawId;
import io.eightnines.client.draw.DrawRequest;
import io.eightnines.gateway.audit.LedgerAudit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Players at every site ask, ask twice, ask again late and ask for something else, while members
 * come and go. What they were given is compared with what is on the disks by an audit that shares
 * no code with the ledger.
 */
class LedgerStormTest {
  private static final int PLAYERS = 12;
  private static final int DRAWS = Integer.getInteger("eightnines.storm.draws", 1200);
  private static final int KILLS = Integer.getInteger("eightnines.storm.kills", 4);
  private static final int WAITED_SECONDS = 30;

  @TempDir private Path folder;

  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
  private final AtomicInteger issued = new AtomicInteger();
  private final AtomicInteger kills = new AtomicInteger();

  @Test
  @Timeout(240)
  void no_acknowledged_draw_is_lost_and_no_chain_forks_whatever_dies_or_repeats() throws Exception {
    long seed = new Random().nextLong();
    Sites sites = new Sites(folder, 3);
    List<Throwable> troubles = new ArrayList<>();
    List<Thread> players = new ArrayList<>();
    for (int i = 0; i < PLAYERS; i++) {
      String chain = "chain-" + i;
      Random random = new Random(seed + i);
      players.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  play(sites, chain, random);
                } catch (Exception | AssertionError e) {
                  synchronized (troubles) {
                    troubles.add(e);
                  }
                }
              }));
    }

    kill(sites, new Random(~seed));
    for (Thread player : players) {
      player.join();
    }
    List<String> names = sites.names();
    sites.close();

    assertThat(troubles).as("seed %d", seed).isEmpty();
    Map<String, String> everywhere = new ConcurrentHashMap<>();
    for (String name : names) {
      LedgerAudit.Findings findings =
          LedgerAudit.of(List.of(sites.file(name)), List.of(sites.key()));
      assertThat(findings.faults()).as("at %s, seed %d", name, seed).isEmpty();
      everywhere.putAll(findings.draws());
    }
    assertThat(everywhere).as("seed %d", seed).containsAllEntriesOf(acknowledged);
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(DRAWS / 2);
    assertThat(kills).hasValue(KILLS);
  }

  /** One member after the other is lost in the middle of its work and comes back. */
  private void kill(Sites sites, Random random) throws Exception {
    for (int round = 1; round <= KILLS; round++) {
      int enough = DRAWS * round / (KILLS + 1);
      while (issued.get() < enough) {
        LockSupport.parkNanos(1_000_000);
      }
      String name = sites.names().get(random.nextInt(3));
      sites.stop(name);
      sites.start(name);
      kills.incrementAndGet();
    }
  }

  private void play(Sites sites, String chain, Random random) throws Exception {
    List<DrawRequest> past = new ArrayList<>();
    @Nullable DrawId previous = null;
    while (issued.get() < DRAWS) {
      DrawRequest wish = request(chain, previous, "wish " + past.size());
      if (random.nextInt(8) == 0) {
        Thread.ofVirtual().start(() -> askQuietly(sites, random.nextInt(3), wish));
      }
      if (random.nextInt(8) == 0 && !past.isEmpty()) {
        askQuietly(sites, random.nextInt(3), past.get(random.nextInt(past.size())));
      }
      previous = askUntilKnown(sites, wish, random);
      past.add(wish);
    }
  }

  /** Late and repeated requests must change nothing; what they are answered is of no interest. */
  private static void askQuietly(Sites sites, int site, DrawRequest wish) {
    try {
      var _ = ask(sites, site, wish);
    } catch (Exception | AssertionError e) {
      Thread.currentThread().setName("asked in vain: " + e);
    }
  }

  private DrawId askUntilKnown(Sites sites, DrawRequest wish, Random random) throws Exception {
    while (true) {
      DrawRequest asked =
          random.nextInt(10) == 0
              ? request(wish.chain().value(), wish.previous(), "something else")
              : wish;
      switch (ask(sites, random.nextInt(3), asked)) {
        case IssueOutcome.Issued(DrawId id, byte[] bytes) -> {
          return acknowledged(id, bytes);
        }
        case IssueOutcome.Reissued(DrawId id, byte[] bytes) -> {
          return acknowledged(id, bytes);
        }
        case IssueOutcome.Conflict(DrawId id) -> {
          issued.incrementAndGet();
          return id;
        }
        case IssueOutcome.UnknownPrevious _ ->
            throw new AssertionError("a draw that was issued is unknown: " + asked);
        case IssueOutcome.EntropyExhausted _,
            IssueOutcome.DiskFull _,
            IssueOutcome.DeadlinePassed _,
            IssueOutcome.QueueFull _,
            IssueOutcome.Unavailable _ ->
            LockSupport.parkNanos(1_000_000);
      }
    }
  }

  private DrawId acknowledged(DrawId id, byte[] bytes) {
    acknowledged.put(id.value(), new String(bytes, StandardCharsets.UTF_8));
    issued.incrementAndGet();
    return id;
  }

  private static IssueOutcome ask(Sites sites, int site, DrawRequest wish) throws Exception {
    Sites.Site there = sites.ifUp(sites.names().get(site)).orElse(null);
    if (there == null) {
      return new IssueOutcome.Unavailable();
    }
    try {
      return there
          .writer()
          .submit(Sites.CUSTOMER, wish, Duration.ofSeconds(WAITED_SECONDS))
          .get(WAITED_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return new IssueOutcome.DeadlinePassed();
    }
  }
}
