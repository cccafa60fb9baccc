package io.eightnines.client.channel;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A scheduler on a daemon thread of its own. */
final class ThreadScheduler implements Scheduler, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ThreadScheduler.class.getName());

  private final ScheduledThreadPoolExecutor executor;

  ThreadScheduler(String name) {
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            runnable -> {
              Thread thread = new Thread(runnable, name);
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public Task schedule(Duration delay, Runnable task) {
    try {
      Future<?> future =
          executor.schedule(() -> runSafely(task), delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> future.cancel(false);
    } catch (RejectedExecutionException closed) {
      return () -> {}; // the channel is closed: nothing is due any more
    }
  }

  /** A task that threw would silently end; a bug must be seen and must not stop the channel. */
  private static void runSafely(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "a task of the channel failed", e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
