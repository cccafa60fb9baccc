package io.eightnines.failover.operate;

import io.eightnines.time.Ticker;
import java.time.Duration;
import java.util.LinkedHashMap;

/**
 * How often one address may show a wrong token: a token bucket for each address. An address whose
 * bucket is empty is not listened to, be its token right or wrong, until the next try drips in.
 *
 * <p>Its lock is held for a look-up in a map, by request threads only.
 */
final class GuessLimit {
  /** A person who mistypes never meets it. */
  static final int BURST = 10;

  /** A program that guesses gets some 86 000 tries a day, of 2¹²⁸. */
  static final Duration REFILL = Duration.ofSeconds(1);

  /** Bounds what strangers can make us remember; the one used longest ago is forgotten first. */
  private static final int MAX_ADDRESSES = 4096;

  private final Ticker ticker;

  /** For each address, the time at which its bucket will be full again. */
  private final LinkedHashMap<String, Long> fullAtNanos = new LinkedHashMap<>(16, 0.75f, true);

  GuessLimit(Ticker ticker) {
    this.ticker = ticker;
  }

  /** Takes a try, if there is one left; {@link #giveBack} when the token turns out right. */
  synchronized boolean take(String address) {
    long now = ticker.elapsedNanos();
    long after = missing(address, now) + REFILL.toNanos();
    if (after > BURST * REFILL.toNanos()) {
      return false;
    }
    remember(address, now + after);
    return true;
  }

  synchronized void giveBack(String address) {
    long now = ticker.elapsedNanos();
    long left = missing(address, now) - REFILL.toNanos();
    if (left > 0) {
      remember(address, now + left);
    } else {
      fullAtNanos.remove(address);
    }
  }

  private long missing(String address, long now) {
    Long fullAt = fullAtNanos.get(address);
    return fullAt == null ? 0 : Math.max(0, fullAt - now);
  }

  private void remember(String address, long nanos) {
    fullAtNanos.put(address, nanos);
    if (fullAtNanos.size() > MAX_ADDRESSES) {
      fullAtNanos.pollFirstEntry();
    }
  }
}
