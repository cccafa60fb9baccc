package io.eightnines.gateway.health;

/**
 * The adaptive proportion test on samples of several bits (SP 800-90B clause 4.4.2): how often the
 * first value of a window comes in it.
 */
final class Proportion {

  /** For samples that are not bits. */
  static final int WINDOW = 512;

  private final int cutoff;
  private int first;
  private int count;
  private int taken;

  Proportion(int cutoff) {
    this.cutoff = cutoff;
  }

  int cutoff() {
    return cutoff;
  }

  /** Takes the next sample; whether the test fails with it. */
  boolean failsAt(int sample) {
    if (taken == 0) {
      first = sample;
      count = 1;
    } else if (sample == first) {
      count++;
    }
    taken = taken + 1 == WINDOW ? 0 : taken + 1;
    return count >= cutoff;
  }

  void restart() {
    taken = 0;
    count = 0;
  }
}
