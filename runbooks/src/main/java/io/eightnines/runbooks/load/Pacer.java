package io.eightnines.runbooks.load;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * Calls something at a steady rate, on a thread of its own, and catches up when it was held up. The
 * rate is reached within fifteen seconds, because no operator sends full load to cold processes.
 */
final class Pacer implements AutoCloseable {
  static final Duration RAMP = Duration.ofSeconds(15);

  private final Thread thread;

  /**
   * Starts at once.
   *
   * @param task is told when it was due, in nanoseconds of elapsed time; must not block
   */
  Pacer(String name, int perSecond, LongConsumer task) {
    thread =
        Thread.ofPlatform().daemon().name(name).start(() -> run(1_000_000_000L / perSecond, task));
  }

  private static void run(long gapNanos, LongConsumer task) {
    long begun = System.nanoTime();
    long due = begun;
    while (!Thread.currentThread().isInterrupted()) {
      long wait = due - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
      } else {
        task.accept(due);
        double warmth = Math.clamp((due - begun) / (double) RAMP.toNanos(), 0.1, 1);
        due += (long) (gapNanos / warmth);
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
