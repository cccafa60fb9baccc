package io.eightnines.failover.dns.guard;

import io.eightnines.time.Ticker;
import java.util.random.RandomGenerator;

/**
 * Token buckets by prefix, in a table of fixed size; a query allocates nothing.
 *
 * <p>A bucket is one instant, that at which it will be full again (the generic cell rate algorithm,
 * ITU-T I.371): each answer moves it on by the time that one token takes, and an answer is over the
 * limit if the instant lies further ahead than a whole burst. A prefix is looked for in four places
 * only. Where all four belong to others, the fullest bucket gives way: one that is full has nothing
 * to remember. So a flood from more prefixes than the table holds makes it forgetful and lenient,
 * and never strict towards somebody who asked little.
 */
final class Buckets {
  enum Verdict {
    PASS,
    /** Over the limit, and due for a hint. */
    SLIP,
    DROP
  }

  private static final int WAYS = 4;
  private static final int LOCKS = 64;

  private final RateLimit limit;
  private final Ticker ticker;
  private final long secret;
  private final long[] prefixes;
  private final long[] fullNanos;
  private final int[] refused;

  /**
   * Several threads answer, and what one of them took from a bucket the others must know. A lock is
   * held for some nanoseconds, by 64 of them hardly ever against another thread.
   */
  private final Object[] locks = new Object[LOCKS];

  /**
   * @param random decides which prefixes share places, so that nobody can tell from outside
   */
  Buckets(RateLimit limit, Ticker ticker, RandomGenerator random) {
    this.limit = limit;
    this.ticker = ticker;
    this.secret = random.nextLong();
    this.prefixes = new long[limit.buckets()];
    this.fullNanos = new long[limit.buckets()];
    this.refused = new int[limit.buckets()];
    java.util.Arrays.fill(fullNanos, ticker.elapsedNanos());
    java.util.Arrays.setAll(locks, _ -> new Object());
  }

  /** Takes a token from the bucket of {@code prefix}. */
  Verdict take(long prefix) {
    int set = set(prefix);
    synchronized (locks[set & (LOCKS - 1)]) {
      long now = ticker.elapsedNanos();
      int place = place(prefix, set * WAYS);
      long ahead = prefixes[place] == prefix ? Math.max(0, fullNanos[place] - now) : 0;
      if (prefixes[place] != prefix) {
        prefixes[place] = prefix;
        refused[place] = 0;
      }
      if (ahead > (limit.burst() - 1) * limit.nanosPerAnswer()) {
        return refuse(place);
      }
      fullNanos[place] = now + ahead + limit.nanosPerAnswer();
      return Verdict.PASS;
    }
  }

  private Verdict refuse(int place) {
    if (limit.slip() == 0) {
      return Verdict.DROP;
    }
    refused[place] = (refused[place] + 1) % limit.slip();
    return refused[place] == 0 ? Verdict.SLIP : Verdict.DROP;
  }

  /** Where the prefix is, or else the fullest bucket of those that may give way to it. */
  private int place(long prefix, int first) {
    int fullest = first;
    for (int place = first; place < first + WAYS; place++) {
      if (prefixes[place] == prefix) {
        return place;
      }
      if (fullNanos[place] - fullNanos[fullest] < 0) {
        fullest = place;
      }
    }
    return fullest;
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood, 2014) over prefix and secret. */
  private int set(long prefix) {
    long mixed = prefix ^ secret;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    mixed ^= mixed >>> 31;
    return (int) mixed & (limit.buckets() / WAYS - 1);
  }
}
