package io.eightnines.runbooks.bench;

import java.util.List;

/** Pearson's test of counts against what was expected of them. */
final class ChiSquared {
  /** Chance exceeds it once in 3.5 million runs. */
  static final double FIVE_SIGMA = 5;

  private ChiSquared() {}

  /** The statistic. */
  static double of(long[] counts, List<Double> expected) {
    double squares = 0;
    for (int i = 0; i < counts.length; i++) {
      double off = counts[i] - expected.get(i);
      squares += off * off / expected.get(i);
    }
    return squares;
  }

  /**
   * The statistic as a standard score, by the cube-root approximation of Wilson and Hilferty (PNAS
   * 17, 1931).
   *
   * @param freedom degrees of it, one less than there are counts
   */
  static double score(double statistic, double freedom) {
    double spread = 2 / (9 * freedom);
    return (Math.cbrt(statistic / freedom) - (1 - spread)) / Math.sqrt(spread);
  }
}
