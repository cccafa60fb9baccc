package io.eightnines.gateway.health;

/**
 * What the owner of a generator claims of its noise, and how rarely the tests may err about it.
 *
 * @param sampleBits how many bits a sample has: 1, or 8 for a byte
 * @param minEntropy min-entropy of one sample in bits, as assessed (SP 800-90B clause 3.1.3); more
 *     than 0.1 of a bit a sample, at most {@code sampleBits}
 * @param alphaExponent N where α = 2<sup>−N</sup> is the chance that one test of healthy noise
 *     fails, 20 to 60
 */
public record Claim(int sampleBits, double minEntropy, int alphaExponent) {

  /**
   * One error in 2<sup>40</sup> tests, the rarest that SP 800-90B recommends: 10<sup>9</sup> ≈
   * 2<sup>30</sup> samples then raise an alarm once in a thousand times.
   */
  public static final int DEFAULT_ALPHA_EXPONENT = 40;

  /** Full entropy, as conditioned devices give: each byte as good as eight coins. */
  public static final Claim FULL = new Claim(8, 8, DEFAULT_ALPHA_EXPONENT);

  /** Below it, windows of some hundred samples cannot tell little entropy from none. */
  private static final double LEAST_ENTROPY = 0.1;

  public Claim {
    if (sampleBits != 1 && sampleBits != 8) {
      throw new IllegalArgumentException("sampleBits must be 1 or 8");
    }
    if (!(minEntropy >= LEAST_ENTROPY && minEntropy <= sampleBits)) {
      throw new IllegalArgumentException(
          "minEntropy must be %s to %d bits a sample".formatted(LEAST_ENTROPY, sampleBits));
    }
    if (alphaExponent < 20 || alphaExponent > 60) {
      throw new IllegalArgumentException("alphaExponent must be 20 to 60");
    }
  }

  /** The min-entropy claimed of one bit on average: no sample has more than its bits (3.1.3). */
  public double perBit() {
    return minEntropy / sampleBits;
  }

  /** How many bytes have at least {@code bits} of min-entropy together. */
  public int bytesFor(int bits) {
    return (int) Math.ceil(bits / (perBit() * Byte.SIZE));
  }

  /** How many samples a byte holds. */
  int samplesPerByte() {
    return Byte.SIZE / sampleBits;
  }
}
