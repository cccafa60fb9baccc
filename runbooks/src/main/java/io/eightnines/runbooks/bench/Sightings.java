package io.eightnines.runbooks.bench;

import io.eightnines.failover.publish.ProviderPublisher.Outcome;
import io.eightnines.failover.publish.PublishTelemetry;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What one publisher says of its plans: when each was taken, and when it was answered. */
final class Sightings implements PublishTelemetry {
  private final Histogram accepted = new Histogram(3); // guarded by this, like all below
  private final Histogram visible = new Histogram(3);
  private long newest;
  private String trouble = "nothing was tried";

  @Override
  public synchronized void ended(String publisher, long generation, Outcome outcome) {
    trouble = outcome.toString();
  }

  @Override
  public synchronized void accepted(String publisher, Duration time) {
    accepted.recordValue(time.toNanos() / 1000);
  }

  @Override
  public synchronized void visible(
      String publisher, String server, long generation, Duration time) {
    visible.recordValue(time.toNanos() / 1000);
    newest = generation;
    notifyAll();
  }

  @Override
  public void settled(String publisher, Duration time) {}

  @Override
  public void generations(String publisher, long wanted, long served) {}

  @Override
  public synchronized void failed(String publisher, Exception e) {
    trouble = e.toString();
  }

  /** Waits until a plan of this generation was answered. */
  synchronized void await(long generation, Duration patience)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (newest < generation) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new IOException("plan " + generation + " is not answered: " + trouble);
      }
      wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
    }
  }

  /** Begins anew. */
  synchronized void forget() {
    accepted.reset();
    visible.reset();
  }

  synchronized PublishReport.Place place(String name) {
    return PublishReport.Place.of(name, accepted, visible);
  }
}
