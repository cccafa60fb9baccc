package io.eightnines.gateway.health;

/**
 * The adaptive proportion test on single bits (SP 800-90B clause 4.4.2), taken eight at a time,
 * highest first: it fails in the same windows as bit by bit, at most seven bits later.
 */
final class BitProportion {

  /** For samples that are bits. */
  static final int WINDOW = 1024;

  private static final int WINDOW_BYTES = WINDOW / Byte.SIZE;
  private static final int HIGHEST = 0x80;

  private final int cutoff;
  private boolean firstIsOne;
  private int count;
  private int taken;

  BitProportion(int cutoff) {
    this.cutoff = cutoff;
  }

  int cutoff() {
    return cutoff;
  }

  /** Takes the next eight bits; whether the test fails with them. */
  boolean failsAt(int octet) {
    if (taken == 0) {
      firstIsOne = (octet & HIGHEST) != 0;
      count = 0;
    }
    int ones = Integer.bitCount(octet);
    count += firstIsOne ? ones : Byte.SIZE - ones;
    taken = taken + 1 == WINDOW_BYTES ? 0 : taken + 1;
    return count >= cutoff;
  }

  void restart() {
    taken = 0;
    count = 0;
  }
}
