package io.eightnines.gateway.entropy;

import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that keeps the pool full: it mixes portions of all generators that have one ready, if
 * they are as many as a block needs.
 */
public final class Mixer implements Managed, Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Mixer.class);

  /** How often one that waits looks whether it is to stop. */
  private static final long LOOK_MILLIS = 100;

  private final Pool pool;
  private final Generators generators;
  private final Semaphore stocked;
  private final Runnable supplied;
  private final Conditioner conditioner = new Conditioner();
  private final AtomicBoolean running = new AtomicBoolean();
  private final Thread thread;

  /**
   * A mixer that mixes nothing yet.
   *
   * @param stocked gets a permit whenever a generator has more ready
   * @param supplied run whenever the pool got a block
   */
  public Mixer(Pool pool, Generators generators, Semaphore stocked, Runnable supplied) {
    this.pool = pool;
    this.generators = generators;
    this.stocked = stocked;
    this.supplied = supplied;
    this.thread = Thread.ofPlatform().daemon().name("mixer").unstarted(this);
  }

  @Override
  public void start() {
    running.set(true);
    thread.start();
  }

  @Override
  public void stop() throws InterruptedException {
    running.set(false);
    thread.interrupt();
    thread.join(Duration.ofSeconds(1));
  }

  @Override
  public void run() {
    while (running.get()) {
      try {
        if (pool.awaitRoom(Conditioner.BLOCK_BYTES, LOOK_MILLIS) && !mix()) {
          var _ = stocked.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
          stocked.drainPermits();
        }
      } catch (InterruptedException stopped) {
        return;
      } catch (RuntimeException e) {
        LOG.error("Mixing failed, going on", e);
      }
    }
  }

  /** Mixes one block; false if too few generators have a portion ready. */
  boolean mix() {
    List<Feed> ready = generators.feeds().stream().filter(Feed::isReady).toList();
    int needed = generators.needed();
    if (needed == 0 || ready.size() < needed) {
      return false;
    }
    List<Portion> portions = ready.stream().flatMap(feed -> feed.take().stream()).toList();
    if (portions.size() < needed) {
      // One was quarantined between the look and the taking; the noise of the others is lost.
      portions.forEach(Portion::wipe);
      return false;
    }
    List<Standing> from = portions.stream().map(Portion::standing).toList();
    if (pool.add(from, conditioner.condition(portions))) {
      supplied.run();
    }
    return true;
  }
}
