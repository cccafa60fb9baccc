package io.eightnines.runbooks.bench;

import io.eightnines.client.draw.ChainName;
import io.eightnines.client.draw.CustomerId;
import io.eightnines.client.draw.DrawId;
import io.eightnines.client.draw.DrawRequest;
import io.eightnines.client.draw.Spec;
import io.eightnines.client.draw.Tag;
import io.eightnines.gateway.ledger.IssueOutcome;
import io.eightnines.gateway.ledger.LedgerWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Chains that go on, each with one request at a time, at gateways of the same process. */
final class LedgerLoad {
  static final CustomerId CUSTOMER = new CustomerId("bench");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long PAUSE_MILLIS = 2;

  /** One table of a game. */
  static final class Line {
    private final ChainName name;
    private @Nullable DrawId head;
    private long length;
    private boolean isUnsure;

    private Line(String name) {
      this.name = new ChainName(name);
    }

    ChainName name() {
      return name;
    }

    /** Whether the chain has so many draws: one more where the last one may have been made. */
    boolean fits(long draws) {
      return draws == length || (isUnsure && draws == length + 1);
    }

    private DrawRequest next() {
      return new DrawRequest(name, head, new Tag("draw " + length), new Spec.Selection(6, 49));
    }
  }

  private final List<LedgerWriter> writers;
  private final List<Line> lines = new ArrayList<>();
  private final Histogram micros = new ConcurrentHistogram(3);
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicInteger running = new AtomicInteger();

  LedgerLoad(List<LedgerWriter> writers, String name, int waiting) {
    this.writers = List.copyOf(writers);
    for (int i = 0; i < waiting; i++) {
      lines.add(new Line(name + "." + i));
    }
  }

  /** Draws until it is enough, and until what was under way then is answered. */
  void run(BooleanSupplier enough) throws InterruptedException {
    for (int i = 0; i < lines.size(); i++) {
      running.incrementAndGet();
      ask(lines.get(i), writers.get(i % writers.size()), enough);
    }
    while (running.get() > 0) {
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private void ask(Line line, LedgerWriter writer, BooleanSupplier enough) {
    if (enough.getAsBoolean()) {
      running.decrementAndGet();
      return;
    }
    long begun = System.nanoTime();
    var _ =
        writer
            .submit(CUSTOMER, line.next(), PATIENCE)
            .thenAcceptAsync(outcome -> {
              take(line, outcome, System.nanoTime() - begun);
              // One that is refused ends: asked again at once, it would only fill the log.
              ask(line, writer, () -> enough.getAsBoolean() || refused.get() > 0);
            });
  }

  private void take(Line line, IssueOutcome outcome, long nanos) {
    switch (outcome) {
      case IssueOutcome.Issued issued -> took(line, issued.id(), nanos);
      case IssueOutcome.Reissued again -> took(line, again.id(), nanos);
      case IssueOutcome.Conflict _,
          IssueOutcome.UnknownPrevious _,
          IssueOutcome.EntropyExhausted _,
          IssueOutcome.DiskFull _,
          IssueOutcome.DeadlinePassed _,
          IssueOutcome.QueueFull _ ->
          refused.incrementAndGet();
      case IssueOutcome.Unavailable _ -> {
        line.isUnsure = true;
        refused.incrementAndGet();
      }
    }
  }

  private void took(Line line, DrawId id, long nanos) {
    line.head = id;
    line.length++;
    micros.recordValue(nanos / 1000);
    acknowledged.incrementAndGet();
  }

  /** Begins to measure anew; what was acknowledged stays in the chains. */
  void forget() {
    micros.reset();
    acknowledged.set(0);
  }

  long acknowledged() {
    return acknowledged.get();
  }

  long refused() {
    return refused.get();
  }

  Histogram micros() {
    return micros;
  }

  List<Line> lines() {
    return lines;
  }
}
