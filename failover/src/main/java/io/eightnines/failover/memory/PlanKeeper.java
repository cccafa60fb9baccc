package io.eightnines.failover.memory;

import io.dropwizard.lifecycle.Managed;
import io.eightnines.failover.plan.Plan;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the newest plan to its file on a thread of its own: a disk that is slow, full or gone
 * delays no change of the answers.
 */
public final class PlanKeeper implements Managed, Consumer<Plan> {
  private static final Logger log = LoggerFactory.getLogger(PlanKeeper.class);

  /** A disk that has not taken a plan in this time at the stop is not waited for any longer. */
  private static final int STOP_SECONDS = 2;

  private final PlanFile file;
  private final Runnable failed;
  private final AtomicReference<@Nullable Plan> unwritten = new AtomicReference<>();
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("plan-keeper").daemon().factory());

  /**
   * Keeps plans in {@code file}.
   *
   * @param failed called when a plan could not be written
   */
  public PlanKeeper(PlanFile file, Runnable failed) {
    this.file = file;
    this.failed = failed;
  }

  /** Plans that come faster than the disk takes them are skipped; the newest never is. */
  @Override
  public void accept(Plan plan) {
    if (unwritten.getAndSet(plan) == null) {
      writer.execute(this::write);
    }
  }

  @Override
  public void stop() throws InterruptedException {
    writer.shutdown();
    if (!writer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
      log.warn("the newest plan is not on disk: the state directory does not answer");
    }
  }

  private void write() {
    Plan plan = unwritten.getAndSet(null);
    if (plan == null) {
      return;
    }
    try {
      file.write(plan);
    } catch (IOException | RuntimeException e) {
      failed.run();
      log.error("plan {} is served but not on disk: {}", plan.generation(), e.toString());
    }
  }
}
