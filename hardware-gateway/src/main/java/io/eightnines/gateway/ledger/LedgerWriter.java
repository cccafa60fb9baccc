package io.eightnines.gateway.ledger;

import io.dropwizard.lifecycle.Managed;
import io.eightnines.client.draw.CustomerId;
import io.eightnines.client.draw.DrawRequest;
import io.eightnines.gateway.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that asks for places in the ledger. It takes all requests that wait, up to a
 * batch, makes a draw for each whose place is free as far as is known here, and puts them before
 * the group together: one flush and one round trip serve many draws (group commit, Gray and Reuter,
 * Transaction Processing, section 9.4). While they are under way it gets the next ones ready.
 *
 * <p>A request for a place that is under way waits for what comes of that, so that no second draw
 * is made for it here; another member may make one, and the group takes the first that comes.
 */
public final class LedgerWriter implements Managed, Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(LedgerWriter.class);

  /** How often an idle writer looks whether it is to stop. */
  private static final long LOOK_MILLIS = 20;

  /** Batches under way: one is flushed, one travels, one is made, and one is to spare. */
  private static final int UNDER_WAY = 4;

  /** Fewer wait for company while others are under way: each entry costs every member a flush. */
  private static final int FEW = 16;

  /** Longer than a commit takes on a busy machine; where nobody leads, nobody waits longer. */
  private static final long COMPANY_MILLIS = 100;

  /** More is put before the group in several entries, so that none holds up the others. */
  private static final int BATCH_BYTES = 1 << 20;

  /**
   * How much may wait, how much is written at once, how long the last of it may take at the end.
   */
  public record Bounds(int queue, int batch, Duration drain) {}

  /** Told of every commit, for metrics. */
  @FunctionalInterface
  public interface Observer {
    /** So many requests were decided in one batch, whose commit took so long. */
    void committed(int requests, long nanos);
  }

  private enum State {
    RUNNING,
    DRAINING,
    BROKEN
  }

  private final Ledger ledger;
  private final Drafting drafting;
  private final Bounds bounds;
  private final Ticker ticker;
  private final Observer observer;
  private final BlockingQueue<Submission> queue;
  private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
  private final Thread thread;
  private final Semaphore room = new Semaphore(UNDER_WAY);

  private final Places<Submission> places;

  /** A writer to a ledger that is open; {@link #start} begins to write. */
  public LedgerWriter(
      Ledger ledger, DrawMaker maker, Bounds bounds, Ticker ticker, Observer observer) {
    this.ledger = ledger;
    this.bounds = bounds;
    this.ticker = ticker;
    this.observer = observer;
    this.queue = new ArrayBlockingQueue<>(bounds.queue());
    this.places = new Places<>(bounds.queue());
    this.drafting = new Drafting(ledger, maker, places, ticker);
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

  /** Whether requests are taken and can be put before somebody who decides. */
  public boolean isWritable() {
    return isTaking() && ledger.isLed();
  }

  private boolean isTaking() {
    return state.get() == State.RUNNING && thread.isAlive();
  }

  @Override
  public void start() {
    thread.start();
  }

  /** Takes no more and writes what waits. */
  @Override
  public void stop() throws InterruptedException {
    if (thread.getState() == Thread.State.NEW) {
      // Something else failed at the start; whoever asked already is answered.
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
    try {
      while (state.get() == State.RUNNING || (state.get() == State.DRAINING && isBusy())) {
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

  private boolean isBusy() {
    return !queue.isEmpty() || places.hasAgain() || room.availablePermits() < UNDER_WAY;
  }

  private List<Submission> nextBatch() throws InterruptedException {
    List<Submission> batch = new ArrayList<>();
    for (Submission waited = places.again(); waited != null; waited = places.again()) {
      batch.add(waited);
    }
    if (batch.isEmpty()) {
      Submission first = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      if (first != null) {
        batch.add(first);
      }
    }
    fill(batch);
    if (!batch.isEmpty() && batch.size() < FEW) {
      awaitCompany();
      fill(batch);
    }
    return batch;
  }

  private void fill(List<Submission> batch) {
    queue.drainTo(batch, Math.max(0, bounds.batch() - batch.size()));
  }

  /**
   * Waits while something is under way. The slower the group, the more come together and the less
   * it has to do (Nagle, RFC 896, for small segments); a request that finds nobody before it goes
   * at once.
   */
  private void awaitCompany() throws InterruptedException {
    if (room.tryAcquire(UNDER_WAY, COMPANY_MILLIS, TimeUnit.MILLISECONDS)) {
      room.release(UNDER_WAY);
    }
  }

  private void write(List<Submission> batch) throws InterruptedException {
    List<Offer> offers = new ArrayList<>(batch.size());
    boolean hasRoom = ledger.hasRoom();
    int bytes = 0;
    for (Submission submission : batch) {
      Optional<Offer> offer = drafting.offer(submission, hasRoom);
      if (offer.isPresent()) {
        offers.add(offer.get());
        bytes += offer.get().candidate().canonical().length;
      }
      if (bytes >= BATCH_BYTES) {
        put(offers);
        offers = new ArrayList<>();
        bytes = 0;
      }
    }
    if (!offers.isEmpty()) {
      put(offers);
    }
  }

  private void put(List<Offer> offers) throws InterruptedException {
    room.acquire();
    long began = ticker.nanos();
    CompletableFuture<List<Verdict>> verdicts;
    try {
      verdicts = ledger.submit(offers.stream().map(Offer::candidate).toList());
    } catch (RuntimeException e) {
      verdicts = CompletableFuture.failedFuture(e);
    }
    var _ =
        verdicts.whenComplete((decided, e) -> {
          try {
            if (e == null) {
              observer.committed(offers.size(), ticker.nanos() - began);
              settle(offers, decided);
            } else {
              LOG.warn("{} requests are not known to be written: {}", offers.size(), e.toString());
              offers.forEach(this::refuse);
            }
          } finally {
            letWaitersGo(offers);
            room.release();
          }
        });
  }

  private void settle(List<Offer> offers, List<Verdict> verdicts) {
    for (int i = 0; i < offers.size(); i++) {
      Offer offer = offers.get(i);
      try {
        // Fewer verdicts come from a leader of another version, which could not read the batch.
        offer.settle(verdicts.get(i));
      } catch (RuntimeException e) {
        LOG.error("An answer of the group could not be understood", e);
        refuse(offer);
      }
    }
  }

  private void refuse(Offer offer) {
    offer.submission().refuse();
  }

  private void letWaitersGo(List<Offer> offers) {
    offers.forEach(offer -> places.settle(offer.candidate().place()));
    if (state.get() == State.BROKEN) {
      refuseWaiting();
    }
  }

  private void refuseWaiting() {
    for (Submission rest = queue.poll(); rest != null; rest = queue.poll()) {
      rest.refuse();
    }
    for (Submission rest = places.again(); rest != null; rest = places.again()) {
      rest.refuse();
    }
  }
}
