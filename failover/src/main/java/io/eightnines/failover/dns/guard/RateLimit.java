package io.eightnines.failover.dns.guard;

/**
 * How many answers one prefix gets.
 *
 * @param perSecond in the long run; 1 to 1 000 000
 * @param burst at once, after a silence; 1 to 10 000 000
 * @param slip of so many queries over the limit one gets a hint instead of silence: 1 is every one,
 *     0 none
 * @param buckets prefixes remembered at once, a power of 2; each takes 24 bytes
 */
public record RateLimit(int perSecond, int burst, int slip, int buckets) {
  private static final int MIN_BUCKETS = 1 << 10;
  private static final int MAX_BUCKETS = 1 << 22;

  public RateLimit {
    check("perSecond", perSecond, 1, 1_000_000);
    check("burst", burst, 1, 10_000_000);
    check("slip", slip, 0, 100);
    check("buckets", buckets, MIN_BUCKETS, MAX_BUCKETS);
    if (Integer.bitCount(buckets) != 1) {
      throw new IllegalArgumentException("buckets is " + buckets + ", expected a power of 2");
    }
  }

  private static void check(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " is " + value + ", expected " + min + " to " + max);
    }
  }

  long nanosPerAnswer() {
    return 1_000_000_000L / perSecond;
  }
}
