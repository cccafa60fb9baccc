package io.eightnines.failover.dns;

import io.eightnines.time.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/** Writes what strangers can cause into a log, so seldom that they cannot fill a disk with it. */
final class Complaints {
  private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

  private final Logger log;
  private final Ticker ticker;
  private final AtomicLong silentUntilNanos;
  private final AtomicLong unsaid = new AtomicLong();

  Complaints(Logger log, Ticker ticker) {
    this.log = log;
    this.ticker = ticker;
    this.silentUntilNanos = new AtomicLong(ticker.elapsedNanos());
  }

  /** Says {@code what}, with the fault in place of its braces, or counts it as unsaid. */
  void about(String what, Exception fault) {
    long now = ticker.elapsedNanos();
    long until = silentUntilNanos.get();
    if (now - until >= 0 && silentUntilNanos.compareAndSet(until, now + PAUSE_NANOS)) {
      log.warn(what + " ({} more since the last complaint)", fault.toString(), unsaid.getAndSet(0));
    } else {
      unsaid.incrementAndGet();
    }
  }
}
