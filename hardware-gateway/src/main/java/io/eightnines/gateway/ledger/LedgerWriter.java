package io.eightnines.gateway.ledger;

import io.dropwizard.lifecycle.Managed;
import io.eightnines.client.draw.CustomerId;
import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.DrawRequest;
import io.eightnines.client.draw.DrawWriter;
import io.eightnines.gateway.time.Ticker;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes the ledger. It takes all requests that wait, up to a batch, decides
 * them one by one within one transaction, and answers them when that is on disk: one flush serves
 * many draws (group commit, Gray and Reuter, Transaction Processing, section 9.4).
 */
public final class LedgerWriter implements Managed, Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(LedgerWriter.class);

  /** How often an idle writer looks whether it is to stop. */
  private static final long LOOK_MILLIS = 20;

  /**
   * How much may wait, how much is written at once, how long the last of it may take at the end.
   */
  public record Bounds(int queue, int batch, Duration drain) {}

  /** Told of every commit, for metrics. */
  @FunctionalInterface
  public interface Observer {
    /** So many requests were decided in one transaction, whose commit took so long. */
    void committed(int requests, long nanos);
  }

  private enum State {
    RUNNING,
    DRAINING,
    BROKEN
  }

  private record Submission(
      CustomerId customer,
      DrawRequest request,
      long deadlineNanos,
      CompletableFuture<IssueOutcome> answer) {}

  /** An answer that is true only once its transaction is on disk. */
  private record Pending(CompletableFuture<IssueOutcome> answer, IssueOutcome outcome) {}

  private final SqliteLedger ledger;
  private final DrawMaker maker;
  private final Bounds bounds;
  private final Ticker ticker;
  private final Observer observer;
  private final BlockingQueue<Submission> queue;
  private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
  private final Thread thread;

  /** Opens the ledger; {@link #start} begins to write. */
  public LedgerWriter(Path file, DrawMaker maker, Bounds bounds, Ticker ticker, Observer observer) {
    this.ledger = SqliteLedger.open(file);
    this.maker = maker;
    this.bounds = bounds;
    this.ticker = ticker;
    this.observer = observer;
    this.queue = new ArrayBlockingQueue<>(bounds.queue());
    this.thread = Thread.ofPlatform().name("ledger-writer").unstarted(this);
  }

  /**
   * Hands in a request; never waits.
   *
   * @param remaining how long from now the caller will wait; work not begun by then is not begun
   */
  public CompletableFuture<IssueOutcome> submit(
      CustomerId customer, DrawRequest request, Duration remaining) {
    CompletableFuture<IssueOutcome> answer = new CompletableFuture<>();
    long deadline = ticker.nanos() + remaining.toNanos();
    if (state.get() != State.RUNNING) {
      answer.complete(new IssueOutcome.Unavailable());
    } else if (!queue.offer(new Submission(customer, request, deadline, answer))) {
      answer.complete(new IssueOutcome.QueueFull());
    } else if (state.get() == State.BROKEN) {
      // The writer may have ended between the two looks; then nobody else empties the queue.
      refuseWaiting();
    }
    return answer;
  }

  /** How many requests are waiting. */
  public int waiting() {
    return queue.size();
  }

  /** Whether requests are taken and written. */
  public boolean isWritable() {
    return state.get() == State.RUNNING && thread.isAlive();
  }

  @Override
  public void start() {
    thread.start();
  }

  /** Takes no more, writes what waits, and closes the ledger. */
  @Override
  public void stop() throws InterruptedException {
    if (thread.getState() == Thread.State.NEW) {
      // Something else failed at the start; run it to its end so that the file is closed.
      thread.start();
    }
    state.compareAndSet(State.RUNNING, State.DRAINING);
    if (!thread.join(bounds.drain())) {
      LOG.warn("{} requests still waited when the time for them was up", queue.size());
      state.set(State.BROKEN);
      thread.join();
    }
    refuseWaiting();
  }

  @Override
  public void run() {
    try (ledger) {
      while (state.get() == State.RUNNING || (state.get() == State.DRAINING && !queue.isEmpty())) {
        List<Submission> batch = nextBatch();
        if (!batch.isEmpty()) {
          write(batch);
        }
      }
    } catch (InterruptedException e) {
      LOG.error("The ledger's writer was interrupted; it takes no more requests", e);
    } finally {
      state.set(State.BROKEN);
      refuseWaiting();
    }
  }

  private List<Submission> nextBatch() throws InterruptedException {
    List<Submission> batch = new ArrayList<>();
    Submission first = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    if (first != null) {
      batch.add(first);
      queue.drainTo(batch, bounds.batch() - 1);
    }
    return batch;
  }

  private void write(List<Submission> batch) {
    List<Pending> pending = new ArrayList<>(batch.size());
    try {
      for (Submission submission : batch) {
        pending.add(new Pending(submission.answer(), outcome(submission)));
      }
      long began = ticker.nanos();
      ledger.commit();
      observer.committed(batch.size(), ticker.nanos() - began);
    } catch (SQLException | RuntimeException e) {
      LOG.error("The ledger could not write {} requests", batch.size(), e);
      undo();
      batch.forEach(submission -> submission.answer().complete(new IssueOutcome.Unavailable()));
      return;
    }
    pending.forEach(each -> each.answer().complete(each.outcome()));
  }

  private IssueOutcome outcome(Submission submission) throws SQLException {
    if (ticker.nanos() - submission.deadlineNanos() >= 0) {
      return new IssueOutcome.DeadlinePassed();
    }
    DrawRequest request = submission.request();
    return switch (Issuance.decide(request, ledger.find(submission.customer(), request))) {
      case Issuance.Issue(long position) -> issue(submission, position);
      case Issuance.Reissue(Issuance.Kept kept) ->
          new IssueOutcome.Reissued(kept.draw().id(), kept.canonical());
      case Issuance.Refuse refuse -> new IssueOutcome.Conflict(refuse.issued());
      case Issuance.UnknownPrevious _ -> new IssueOutcome.UnknownPrevious();
    };
  }

  private IssueOutcome issue(Submission submission, long position) throws SQLException {
    Optional<Draw> draw = maker.make(submission.customer(), submission.request());
    if (draw.isEmpty()) {
      return new IssueOutcome.EntropyExhausted();
    }
    byte[] canonical = DrawWriter.bytes(draw.get());
    ledger.append(draw.get(), position, canonical);
    return new IssueOutcome.Issued(draw.get().id(), canonical);
  }

  private void undo() {
    try {
      ledger.rollback();
    } catch (SQLException e) {
      // Whether the transaction is on disk is now unknown; a restart reads the truth from the file.
      LOG.error("The ledger could not be rolled back; it takes no more requests", e);
      state.set(State.BROKEN);
    }
  }

  private void refuseWaiting() {
    for (Submission rest = queue.poll(); rest != null; rest = queue.poll()) {
      rest.answer().complete(new IssueOutcome.Unavailable());
    }
  }
}
