package io.eightnines.gateway.entropy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Makes full entropy out of noise with SHA-256, one of the vetted conditioning components of NIST
 * SP 800-90B clause 3.1.5.1.1.
 *
 * <p>Each generator's portion alone holds {@value #PORTION_BITS} bits of min-entropy, {@value
 * #SURPLUS_BITS} more than come out, which is what SP 800-90C asks for full entropy. So a block
 * stays good as long as one of its generators is, whichever that is and whatever the others gave.
 */
final class Conditioner {

  /** Bytes that come out at once. */
  static final int BLOCK_BYTES = 32;

  private static final int BLOCK_BITS = BLOCK_BYTES * Byte.SIZE;
  private static final int SURPLUS_BITS = 64;

  /** Min-entropy that every generator puts into a block, in bits. */
  static final int PORTION_BITS = BLOCK_BITS + SURPLUS_BITS;

  private final MessageDigest hash;

  Conditioner() {
    try {
      this.hash = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Conditions the portions into one block and wipes them. */
  byte[] condition(List<Portion> portions) {
    for (Portion portion : portions) {
      hash.update(portion.noise());
      portion.wipe();
    }
    return hash.digest();
  }

  /**
   * The min-entropy in bits that a vetted component puts out (Output_Entropy of SP 800-90B clause
   * 3.1.5.1.2).
   *
   * @param in length of the input in bits
   * @param out length of the output in bits
   * @param narrowest least width of the component inside, in bits
   * @param entropy min-entropy of the input in bits, greater than 0, at most {@code in}
   */
  static double outputEntropy(int in, int out, int narrowest, double entropy) {
    int n = Math.min(out, narrowest);
    double low = lessThanOne(-entropy) - in - lessThanOne(-in); // log2 of P_low
    double spread = in - n; // log2 of 2^(n_in − n)
    double mostLikely = sum(spread + low, -entropy); // log2 of ψ
    double deviation = (log2(2.0 * n * Math.log(2)) + spread) / 2;
    double fullest = sum(spread, deviation) + low; // log2 of ω = U · P_low
    return -Math.max(mostLikely, fullest);
  }

  /** log2(1 − 2<sup>x</sup>), x being negative. */
  private static double lessThanOne(double x) {
    return Math.log1p(-Math.pow(2, x)) / Math.log(2);
  }

  /** log2(2<sup>x</sup> + 2<sup>y</sup>). */
  private static double sum(double x, double y) {
    double most = Math.max(x, y);
    return most + Math.log1p(Math.pow(2, Math.min(x, y) - most)) / Math.log(2);
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }
}
