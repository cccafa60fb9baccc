package io.eightnines.gateway.result;

/**
 * Numbers of which each is exactly as likely as the others.
 *
 * <p>Just enough bits to count to n − 1 are taken; a number beyond that is thrown away and taken
 * anew (rejection sampling, the "simple discard method" of NIST SP 800-90A Rev. 1 appendix A.5.1).
 * At worst every second number is thrown away. The remainder of a division would favour small
 * numbers.
 */
final class Uniform {

  private Uniform() {}

  /** A number from 0 to {@code n} − 1, for n from 1 to 2<sup>62</sup>. */
  static long below(long n, Bits bits) {
    if (n < 1 || n > 1L << Bits.MAX_BITS) {
      throw new IllegalArgumentException("n %d: expected 1 to 2^62".formatted(n));
    }
    if (n == 1) {
      return 0;
    }
    int width = Long.SIZE - Long.numberOfLeadingZeros(n - 1);
    long number = bits.next(width);
    while (number >= n) {
      number = bits.next(width);
    }
    return number;
  }
}
