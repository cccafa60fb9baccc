package io.eightnines.time;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition with a deadline, for tests against real sockets. */
public final class Await {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final long PAUSE_NANOS = 1_000_000;

  private Await() {}

  public static void until(String what, Callable<Boolean> condition) throws Exception {
    long start = System.nanoTime();
    while (!condition.call()) {
      if (System.nanoTime() - start > DEADLINE.toNanos()) {
        throw new AssertionError("not within " + DEADLINE.toSeconds() + " s: " + what);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
