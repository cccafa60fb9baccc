package io.eightnines.gateway.health;

import java.util.Optional;

/**
 * The continuous health tests of one generator (SP 800-90B clause 4.4): repetition count and
 * adaptive proportion on its samples. They remember a few counts, never the noise.
 *
 * <p>Bytes get a third test, the adaptive proportion of their bits: clause 3.1.3 lets nobody claim
 * more of a sample than its number of bits times what one bit holds, so who claims H of a byte
 * claims H / 8 of each bit. A lean of single bits, too small to show in 512 bytes of 256 values,
 * shows there. Clause 4.5 welcomes such additions.
 *
 * <p>Used by one thread.
 */
public final class ContinuousTests {

  private static final int OCTET = 0xFF;

  private final Claim claim;
  private final Repetition repetition;
  private final Proportion proportion;
  private final BitProportion bits;
  private long samples;

  /** Tests against this claim. */
  public ContinuousTests(Claim claim) {
    int n = claim.alphaExponent();
    this.claim = claim;
    this.repetition = new Repetition(Cutoffs.repetitionCount(claim.minEntropy(), n));
    this.proportion =
        new Proportion(Cutoffs.adaptiveProportion(Proportion.WINDOW, claim.minEntropy(), n));
    this.bits =
        new BitProportion(Cutoffs.adaptiveProportion(BitProportion.WINDOW, claim.perBit(), n));
  }

  /** Tests the next samples, in the order they came; the first failure, at which it stops. */
  public Optional<Failure> take(byte[] bytes) {
    return claim.sampleBits() == 1 ? takeBits(bytes) : takeBytes(bytes);
  }

  private Optional<Failure> takeBytes(byte[] bytes) {
    for (byte each : bytes) {
      int sample = each & OCTET;
      samples++;
      if (repetition.failsAt(sample)) {
        return failed(Failure.Test.REPETITION_COUNT, repetition.cutoff());
      }
      if (proportion.failsAt(sample)) {
        return failed(Failure.Test.ADAPTIVE_PROPORTION, proportion.cutoff());
      }
      if (bits.failsAt(sample)) {
        return failed(Failure.Test.BIT_PROPORTION, bits.cutoff());
      }
    }
    return Optional.empty();
  }

  private Optional<Failure> takeBits(byte[] bytes) {
    for (byte octet : bytes) {
      for (int shift = Byte.SIZE - 1; shift >= 0; shift--) {
        samples++;
        if (repetition.failsAt(octet >> shift & 1)) {
          return failed(Failure.Test.REPETITION_COUNT, repetition.cutoff());
        }
      }
      if (bits.failsAt(octet & OCTET)) {
        return failed(Failure.Test.ADAPTIVE_PROPORTION, bits.cutoff());
      }
    }
    return Optional.empty();
  }

  /** Forgets all samples. */
  public void restart() {
    repetition.restart();
    proportion.restart();
    bits.restart();
    samples = 0;
  }

  private Optional<Failure> failed(Failure.Test test, int cutoff) {
    return Optional.of(new Failure(test, cutoff, samples));
  }
}
