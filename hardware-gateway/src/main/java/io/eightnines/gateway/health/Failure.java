package io.eightnines.gateway.health;

/**
 * A test that failed.
 *
 * @param cutoff the count that was reached and may not be
 * @param sample the sample at which it was, counted from 1 since the tests began anew
 */
public record Failure(Test test, int cutoff, long sample) {

  /** The continuous tests. */
  public enum Test {
    /** Too many equal samples in a row (SP 800-90B clause 4.4.1). */
    REPETITION_COUNT("repetition-count"),
    /** One value too often in a window (SP 800-90B clause 4.4.2). */
    ADAPTIVE_PROPORTION("adaptive-proportion"),
    /** One of 0 and 1 too often in a window of the bits of larger samples. */
    BIT_PROPORTION("bit-proportion");

    private final String word;

    Test(String word) {
      this.word = word;
    }

    /** The test as metrics, logs and JSON spell it. */
    public String word() {
      return word;
    }
  }

  @Override
  public String toString() {
    return "%s reached %d at sample %d".formatted(test.word(), cutoff, sample);
  }
}
