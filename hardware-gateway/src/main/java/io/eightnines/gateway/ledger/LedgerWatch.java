package io.eightnines.gateway.ledger;

import io.dropwizard.lifecycle.Managed;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when its ledger has ended by itself. What is in memory and what is on a disk
 * that refused a write may differ, and no code can tell; a start reads what is there and takes in
 * what is missing. Until then the others are a majority.
 */
public final class LedgerWatch implements Managed {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerWatch.class);

  private static final long LOOK_MILLIS = 200;

  private final BooleanSupplier broken;
  private final Runnable end;
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread thread =
      Thread.ofPlatform().name("ledger-watch").daemon().unstarted(this::watch);

  /**
   * A watch that {@link #start} begins.
   *
   * @param broken whether the ledger has ended by itself
   * @param end ends the process; called once, on a thread of its own
   */
  public LedgerWatch(BooleanSupplier broken, Runnable end) {
    this.broken = broken;
    this.end = end;
  }

  @Override
  public void start() {
    thread.start();
  }

  /** Does not wait: it may be the watch itself that ends the process. */
  @Override
  public void stop() {
    over.countDown();
  }

  private void watch() {
    try {
      while (!over.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        if (broken.getAsBoolean()) {
          LOG.error(
              "The ledger here has ended: its disk refused a write, or its group does not know it."
                  + " This process ends, to be started again");
          end.run();
          return;
        }
      }
    } catch (InterruptedException e) {
      LOG.error("The watch of the ledger was interrupted", e);
    }
  }
}
