package io.eightnines.gateway.result;

/** Independent, unbiased random bits, each given out once. */
@FunctionalInterface
public interface Bits {

  /** The longest run of bits that one call gives. */
  int MAX_BITS = 63;

  /**
   * The next {@code count} bits, 1 to {@value #MAX_BITS}, as a number from 0 to 2<sup>count</sup> −
   * 1.
   *
   * @throws EntropyExhausted if there are not so many
   */
  long next(int count);
}
