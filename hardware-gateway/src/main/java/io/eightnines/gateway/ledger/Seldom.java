package io.eightnines.gateway.ledger;

import io.eightnines.gateway.time.Ticker;
import java.time.Duration;
import java.util.function.LongConsumer;

/** Lets one of many equal complaints through in a while. Used by one thread. */
final class Seldom {
  private static final long EVERY_NANOS = Duration.ofSeconds(5).toNanos();

  private final Ticker ticker;
  private boolean said;
  private long saidAt;
  private long kept;

  Seldom(Ticker ticker) {
    this.ticker = ticker;
  }

  /** Complains, if it is time to; is told how many complaints were kept back since the last. */
  void complain(LongConsumer complaint) {
    long now = ticker.nanos();
    if (said && now - saidAt < EVERY_NANOS) {
      kept++;
      return;
    }
    complaint.accept(kept);
    said = true;
    saidAt = now;
    kept = 0;
  }
}
