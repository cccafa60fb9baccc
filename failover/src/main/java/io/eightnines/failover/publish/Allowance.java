package io.eightnines.failover.publish;

import io.eightnines.time.Ticker;
import java.time.Duration;

/** Spaces the requests of one account evenly. Safe for several threads. */
public final class Allowance {
  private static final long SECOND_NANOS = 1_000_000_000;

  private final long spacingNanos;
  private final Ticker ticker;
  private final Pause pause;
  private long nextNanos; // guarded by this

  public Allowance(int requestsPerSecond, Ticker ticker, Pause pause) {
    this.spacingNanos = SECOND_NANOS / requestsPerSecond;
    this.ticker = ticker;
    this.pause = pause;
    this.nextNanos = ticker.elapsedNanos();
  }

  /** Waits for the next request's turn. */
  public void take() throws ProviderException {
    long wait = reserve();
    if (wait <= 0) {
      return;
    }
    try {
      pause.pause(Duration.ofNanos(wait));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProviderException(Trouble.Kind.UNREACHABLE, "stopped before it was asked");
    }
  }

  private synchronized long reserve() {
    long now = ticker.elapsedNanos();
    long turn = Math.max(now, nextNanos);
    nextNanos = turn + spacingNanos;
    return turn - now;
  }
}
