package io.eightnines.gateway.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.eightnines.gateway.health.Claim;
import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionerTest {

  private final Conditioner conditioner = new Conditioner();
  private final Standing a = new Standing(new Generator("a", "fake"));
  private final Standing b = new Standing(new Generator("b", "fake"));

  @Test
  void a_block_is_the_sha_256_of_all_portions_which_are_wiped() throws Exception {
    Portion first = new Portion(new byte[] {1, 2}, a);
    Portion second = new Portion(new byte[] {3}, b);

    byte[] block = conditioner.condition(List.of(first, second));

    assertThat(block).isEqualTo(MessageDigest.getInstance("SHA-256").digest(new byte[] {1, 2, 3}));
    assertThat(first.noise()).containsOnly(0);
    assertThat(second.noise()).containsOnly(0);
  }

  /**
   * With n = 256 bits of full entropy in: ψ = 2^−255, U = 1 + √(2 · 256 · ln 2) = 19.84, so 256 −
   * log2(19.84) come out. With 64 bits more: U = 2^64 + √(512 · 2^64 · ln 2), so 256 − log2(1 +
   * 18.84 · 2^−32).
   */
  @Test
  void output_entropy_is_what_the_formula_gives_by_hand() {
    assertThat(Conditioner.outputEntropy(256, 256, 256, 256)).isCloseTo(251.690, within(.001));
    assertThat(256 - Conditioner.outputEntropy(320, 256, 256, 320))
        .isCloseTo(18.84 * 0x1p-32 / Math.log(2), within(1e-11));
  }

  @Test
  void no_more_comes_out_than_went_in() {
    for (int entropy = 1; entropy <= 320; entropy++) {
      assertThat(Conditioner.outputEntropy(640, 256, 256, entropy)).isLessThanOrEqualTo(entropy);
    }
  }

  @Test
  void one_good_generator_gives_full_entropy_whatever_the_others_are() {
    for (int generators = 1; generators <= 64; generators++) {
      int in = generators * Conditioner.PORTION_BITS;

      assertThat(Conditioner.outputEntropy(in, 256, 256, Conditioner.PORTION_BITS))
          .isGreaterThan(256 - 1e-8);
    }
  }

  @Test
  void a_portion_holds_as_many_bytes_as_the_claim_asks_for() {
    assertThat(Claim.FULL.bytesFor(Conditioner.PORTION_BITS)).isEqualTo(40);
    assertThat(new Claim(8, 4, 40).bytesFor(Conditioner.PORTION_BITS)).isEqualTo(80);
    assertThat(new Claim(1, 0.3, 40).bytesFor(Conditioner.PORTION_BITS)).isEqualTo(134);
  }
}
