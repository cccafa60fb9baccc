package io.eightnines.gateway.ledger;

import io.eightnines.log.StoreLog;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the group busy until a member that has just started has all that the others have.
 *
 * <p>A leader that has nothing to send learns less of a member than from how it takes an entry. So
 * an entry that decides nothing is put before the group again and again, for as long as this member
 * is behind.
 */
final class CatchingUp {
  private static final long PAUSE_MILLIS = 250;

  private final StoreLog log;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread thread =
      Thread.ofPlatform().name("ledger-catch-up").daemon().unstarted(this::run);

  CatchingUp(StoreLog log) {
    this.log = log;
  }

  /** Completes once this member had all that a majority had. */
  CompletableFuture<Void> done() {
    return done.copy();
  }

  /** For a member that is alone, which cannot be behind. */
  void skip() {
    done.complete(null);
  }

  boolean isDone() {
    return done.isDone();
  }

  void start() {
    thread.start();
  }

  void stop() throws InterruptedException {
    over.countDown();
    thread.interrupt();
    thread.join();
  }

  private void run() {
    try {
      while (!isLevel()) {
        var _ = log.submit(LedgerCodec.candidates(List.of()));
        if (log.isBroken() || over.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
      done.complete(null);
    } catch (InterruptedException e) {
      // it was stopped
    }
  }

  private boolean isLevel() throws InterruptedException {
    try {
      log.catchUp().get();
      return true;
    } catch (ExecutionException behind) {
      return false;
    }
  }
}
