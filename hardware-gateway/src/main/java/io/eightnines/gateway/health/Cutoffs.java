package io.eightnines.gateway.health;

import java.math.BigDecimal;
import java.math.MathContext;

/** From which count on a test fails, worked out from the claim alone. */
public final class Cutoffs {

  /** Digits enough that no rounding shows in a sum of a thousand terms as small as 2^−60. */
  private static final MathContext DIGITS = new MathContext(60);

  private Cutoffs() {}

  /**
   * Of the repetition count test (SP 800-90B clause 4.4.1): C = 1 + ⌈N / H⌉, so that C equal
   * samples in a row, of which the first may be any, come with a chance of at most 2<sup>−N</sup>.
   */
  public static int repetitionCount(double minEntropy, int alphaExponent) {
    return 1 + (int) Math.ceil(alphaExponent / minEntropy);
  }

  /**
   * Of the adaptive proportion test (SP 800-90B clause 4.4.2): C = 1 + CRITBINOM(W, 2<sup>−H</sup>,
   * 1 − 2<sup>−N</sup>).
   *
   * <p>It is W + 1, hence never reached, for a claim so low that a whole window of one value is
   * within it; the repetition count test is then the one that finds a stuck generator.
   */
  public static int adaptiveProportion(int window, double minEntropy, int alphaExponent) {
    return 1 + criticalBinomial(window, Math.pow(2, -minEntropy), alphaExponent);
  }

  /**
   * The least k for which P(X ≤ k) ≥ 1 − 2<sup>−N</sup>, X being the number of successes in {@code
   * trials} independent trials of chance {@code p}. Worked out from the far tail, term by term,
   * with exact exponents: a double would round the tail away.
   */
  static int criticalBinomial(int trials, double p, int alphaExponent) {
    BigDecimal success = new BigDecimal(p);
    BigDecimal odds = BigDecimal.ONE.subtract(success).divide(success, DIGITS);
    BigDecimal alpha = BigDecimal.ONE.divide(BigDecimal.TWO.pow(alphaExponent), DIGITS);
    BigDecimal term = success.pow(trials, DIGITS); // P(X = trials)
    BigDecimal tail = BigDecimal.ZERO; // P(X > k)
    int k = trials;
    while (k > 0 && tail.add(term).compareTo(alpha) <= 0) {
      tail = tail.add(term, DIGITS);
      // P(X = k − 1) = P(X = k) · k / (trials − k + 1) · (1 − p) / p
      term =
          term.multiply(odds, DIGITS)
              .multiply(BigDecimal.valueOf(k), DIGITS)
              .divide(BigDecimal.valueOf(trials - k + 1L), DIGITS);
      k--;
    }
    return k;
  }
}
