package io.eightnines.gateway.result;

/**
 * Numbers of which each is exactly as likely as the others.
 *
 * <p>Just enough bits to count to the last number are taken; a number beyond that is thrown away
 * and taken anew (rejection sampling, the "simple discard method" of NIST SP 800-90A Rev. 1
 * appendix A.5.1). At worst every second number is thrown away. The remainder of a division would
 * favour small numbers.
 */
final class Uniform {

  private Uniform() {}

  /** A number from 0 to {@code last}, for any last that is not negative. */
  static long upTo(long last, Bits bits) {
    if (last < 0) {
      throw new IllegalArgumentException("last %d: expected 0 to 2^63 - 1".formatted(last));
    }
    if (last == 0) {
      return 0;
    }
    int width = Long.SIZE - Long.numberOfLeadingZeros(last);
    long number = bits.next(width);
    while (number > last) {
      number = bits.next(width);
    }
    return number;
  }
}
