package io.eightnines.runbooks.drill;

import io.eightnines.runbooks.fleet.Member;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/** Stops a member and lets it go on, by turns, until it is mended. */
final class Flapping implements Injury, Runnable {
  private final Member victim;
  private final long halfNanos;
  private final Thread thread;

  private Flapping(Member victim, double hertz) {
    this.victim = victim;
    halfNanos = (long) (0.5e9 / hertz);
    thread = Thread.ofVirtual().name("flap-" + victim.name()).unstarted(this);
  }

  static Flapping start(Member victim, double hertz) {
    Flapping flapping = new Flapping(victim, hertz);
    flapping.thread.start();
    return flapping;
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        victim.hang();
        LockSupport.parkNanos(halfNanos);
        victim.resume();
        LockSupport.parkNanos(halfNanos);
      }
    } catch (IOException gone) {
      throw new IllegalStateException(victim.name() + " ended while it flapped", gone);
    } catch (InterruptedException mended) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void mend() throws IOException, InterruptedException {
    thread.interrupt();
    thread.join();
    victim.resume();
  }

  @Override
  public String toString() {
    return "flapping every %d ms".formatted(halfNanos / 500_000);
  }
}
