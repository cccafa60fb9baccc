package io.eightnines.gateway.health;

/** The repetition count test (SP 800-90B clause 4.4.1): how often the last value came in a row. */
final class Repetition {

  private final int cutoff;
  private int last = -1;
  private int count;

  Repetition(int cutoff) {
    this.cutoff = cutoff;
  }

  int cutoff() {
    return cutoff;
  }

  /** Takes the next sample; whether the test fails with it. */
  boolean failsAt(int sample) {
    if (sample == last) {
      count++;
    } else {
      last = sample;
      count = 1;
    }
    return count >= cutoff;
  }

  void restart() {
    last = -1;
    count = 0;
  }
}
