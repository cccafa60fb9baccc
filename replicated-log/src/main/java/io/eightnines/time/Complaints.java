package io.eightnines.time;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * Writes what strangers, or a fault that lasts, can cause at any rate into a log, so seldom that it
 * cannot fill a disk. Safe for use by several threads.
 */
public final class Complaints {
  private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

  private final Logger log;
  private final Level level;
  private final Ticker ticker;
  private final AtomicLong silentUntilNanos;
  private final AtomicLong unsaid = new AtomicLong();

  /** Complaints of this level. */
  public Complaints(Logger log, Level level, Ticker ticker) {
    this.log = log;
    this.level = level;
    this.ticker = ticker;
    this.silentUntilNanos = new AtomicLong(ticker.elapsedNanos());
  }

  /** Says {@code what}, with the fault in place of its braces, or counts it as unsaid. */
  public void about(String what, Exception fault) {
    long now = ticker.elapsedNanos();
    long until = silentUntilNanos.get();
    if (now - until >= 0 && silentUntilNanos.compareAndSet(until, now + PAUSE_NANOS)) {
      log.atLevel(level)
          .log(what + " ({} more since the last complaint)", fault.toString(), unsaid.getAndSet(0));
    } else {
      unsaid.incrementAndGet();
    }
  }
}
