package io.eightnines.runbooks.load;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** Calls something at a steady rate, on a thread of its own, and catches up when it was held up. */
final class Pacer implements AutoCloseable {
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
    long due = System.nanoTime();
    while (!Thread.currentThread().isInterrupted()) {
      long wait = due - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
      } else {
        task.accept(due);
        due += gapNanos;
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
