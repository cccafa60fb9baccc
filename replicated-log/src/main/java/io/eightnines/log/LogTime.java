package io.eightnines.log;

import io.eightnines.time.Ticker;

/**
 * The clock of the log as one replica knows it: the stamp of an entry plus what its own ticker
 * counted since.
 *
 * <p>A leader keeps the anchor it took over with, so that the delay between stamping and applying
 * is not lost with every entry. The lock is for the leader, whose proposals are stamped by several
 * threads while another one applies.
 */
final class LogTime {
  private static final long NANOS_A_MILLI = 1_000_000;

  private final String self;
  private final Ticker ticker;
  private long anchorMillis;
  private long anchorNanos;
  private long lastMillis;

  LogTime(String self, Ticker ticker) {
    this.self = self;
    this.ticker = ticker;
    this.anchorNanos = ticker.elapsedNanos();
  }

  synchronized long now() {
    return anchorMillis + (ticker.elapsedNanos() - anchorNanos) / NANOS_A_MILLI;
  }

  /** The log time of the next entry to apply, which {@code by} stamped {@code millis}. */
  synchronized long applied(String by, long millis) {
    lastMillis = Math.max(lastMillis, millis);
    if (!by.equals(self) || lastMillis > now()) {
      anchor();
    }
    return lastMillis;
  }

  synchronized void restored(long millis) {
    lastMillis = millis;
    anchor();
  }

  synchronized long last() {
    return lastMillis;
  }

  private void anchor() {
    anchorMillis = lastMillis;
    anchorNanos = ticker.elapsedNanos();
  }
}
