package io.eightnines.runbooks.bench;

import io.eightnines.client.draw.ChainName;
import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.DrawId;
import io.eightnines.client.draw.DrawRequest;
import io.eightnines.client.draw.GeneratorUse;
import io.eightnines.client.draw.Outcome;
import io.eightnines.client.draw.Signature;
import io.eightnines.client.draw.Spec;
import io.eightnines.client.draw.Tag;
import io.eightnines.gateway.ledger.Ledger;
import io.eightnines.gateway.ledger.LedgerFill;
import io.eightnines.runbooks.fleet.Archives;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Measures what a gateway whose ledger holds many draws takes of memory, and how soon it is ready
 * again after it was killed in the midst of its work. The ledger is filled with unsigned draws
 * first; all that is measured is a real gateway's.
 */
final class FullLedgerBench {
  private static final int CHAINS = 1000;
  private static final int WAITING = 64;
  private static final int ONE = 1;

  /** Never verified: the ledger keeps what it is given, and signing would take most of the time. */
  private static final Signature UNSIGNED = new Signature("unsigned", "A".repeat(86));

  private final Path folder;
  private final Archives archives;
  private final Duration length;
  private final Consumer<String> progress;

  FullLedgerBench(Path folder, Duration length, SpeedBench.Place place) {
    this.folder = folder;
    this.archives = place.archives();
    this.length = length;
    this.progress = place.progress();
  }

  LedgerReport.Full run(long draws) throws IOException, InterruptedException {
    Path state = Files.createDirectories(GatewayProcess.state(folder));
    long begun = System.nanoTime();
    long _ =
        LedgerFill.fill(
            state,
            new Filling(draws),
            filled -> {
              if (filled / 1_000_000 > (filled - 10_000) / 1_000_000) {
                progress.accept(filled + " draws filled in");
              }
            });
    double filledSeconds = (System.nanoTime() - begun) / 1e9;
    Used used = use();
    try (GatewayProcess again = GatewayProcess.start(folder, archives)) {
      long ready = again.awaitReady();
      HttpLoad one = new HttpLoad(again.port(), "after", ONE);
      long asked = System.nanoTime();
      one.run(() -> one.acknowledged() == 1);
      double first = (ready + System.nanoTime() - asked) / 1e6;
      return new LedgerReport.Full(
          draws,
          filledSeconds,
          used.acknowledged(),
          Files.size(state.resolve(Ledger.FILE)) >> 20,
          used.residentBytes() >> 20,
          ready / 1e6,
          first,
          again.residentBytes() >> 20);
    }
  }

  private record Used(long acknowledged, long residentBytes) {}

  /** Starts a gateway on the ledger, has it work for a while, and kills it while it does. */
  private Used use() throws IOException, InterruptedException {
    AtomicBoolean killed = new AtomicBoolean();
    try (GatewayProcess gateway = GatewayProcess.start(folder, archives)) {
      long _ = gateway.awaitReady();
      HttpLoad load = new HttpLoad(gateway.port(), "use", WAITING);
      Thread playing = new Thread(() -> play(load, killed), "load");
      playing.start();
      Thread.sleep(length.toMillis());
      long resident = gateway.residentBytes();
      gateway.kill();
      killed.set(true);
      playing.join();
      return new Used(load.acknowledged(), resident);
    }
  }

  private static void play(HttpLoad load, AtomicBoolean killed) {
    try {
      load.run(killed::get);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Draws of chains that take turns. */
  private static final class Filling implements Iterator<Draw> {
    private final long draws;
    private final List<@Nullable DrawId> heads = new ArrayList<>();
    private long made;

    Filling(long draws) {
      this.draws = draws;
      for (int i = 0; i < CHAINS; i++) {
        heads.add(null);
      }
    }

    @Override
    public boolean hasNext() {
      return made < draws;
    }

    @Override
    public Draw next() {
      int chain = (int) (made % CHAINS);
      Draw draw =
          Draw.issue(
              LedgerLoad.CUSTOMER,
              new DrawRequest(
                  new ChainName("full." + chain),
                  heads.get(chain),
                  new Tag("draw " + made),
                  new Spec.Selection(6, 49)),
              new Outcome(
                  List.of(new GeneratorUse("generator-1", "none", "bench", "untested")),
                  Instant.EPOCH,
                  LongStream.rangeClosed(1, 6).boxed().toList()),
              _ -> UNSIGNED);
      heads.set(chain, draw.id());
      made++;
      return draw;
    }
  }
}
