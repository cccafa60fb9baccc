package io.eightnines.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContinuousTestsTest {

  private static final Claim COIN = new Claim(1, 1, 40);
  private static final int CHUNK = 512;

  @ParameterizedTest
  @CsvSource({"8, 8", "8, 4", "8, 0.1", "1, 1", "1, 0.1"})
  void a_stuck_generator_is_found_within_2000_samples(int bits, double entropy) {
    ContinuousTests tests = new ContinuousTests(new Claim(bits, entropy, 40));
    byte[] stuck = new byte[2000 * bits / Byte.SIZE];
    Arrays.fill(stuck, (byte) 0xFF);

    assertThat(tests.take(stuck))
        .hasValueSatisfying(
            failure -> assertThat(failure.test()).isEqualTo(Failure.Test.REPETITION_COUNT));
  }

  @Test
  void a_generator_that_sticks_after_a_while_is_found_six_bytes_later() {
    ContinuousTests tests = new ContinuousTests(Claim.FULL);
    feed(tests, new Random(7), 100_000);

    assertThat(tests.take(new byte[] {1, 2, 9, 9, 9, 9, 9, 9, 9}))
        .hasValue(new Failure(Failure.Test.REPETITION_COUNT, 6, 100_000 - 100_000 % CHUNK + 8));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void bytes_of_bits_that_lean_to_60_percent_are_found_within_100_000_samples(long seed) {
    assertThat(feed(new ContinuousTests(Claim.FULL), leaning(0.6, seed), 100_000))
        .hasValueSatisfying(
            failure -> assertThat(failure.test()).isEqualTo(Failure.Test.BIT_PROPORTION));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void bits_that_lean_to_60_percent_are_found_within_100_000_samples(long seed) {
    assertThat(feed(new ContinuousTests(COIN), leaning(0.6, seed), 100_000 / Byte.SIZE))
        .hasValueSatisfying(
            failure -> assertThat(failure.test()).isEqualTo(Failure.Test.ADAPTIVE_PROPORTION));
  }

  @ParameterizedTest
  @CsvSource({"0x00, 0xFF", "0x55, 0xAA", "0x0F, 0xF0"})
  void alternating_bytes_are_found_within_one_window(String one, String other) {
    byte[] alternating = new byte[512];
    for (int i = 0; i < alternating.length; i++) {
      alternating[i] = (byte) (int) Integer.decode(i % 2 == 0 ? one : other);
    }

    assertThat(new ContinuousTests(Claim.FULL).take(alternating)).isPresent();
  }

  @Test
  void one_value_too_often_in_a_window_is_found_though_never_twice_in_a_row() {
    ContinuousTests tests = new ContinuousTests(Claim.FULL);
    byte[] often = new byte[512];
    for (int i = 0; i < often.length; i++) {
      often[i] = (byte) (i % 16 == 0 ? 0 : i);
    }

    assertThat(tests.take(often))
        .hasValueSatisfying(
            failure -> assertThat(failure.test()).isEqualTo(Failure.Test.ADAPTIVE_PROPORTION));
  }

  @Test
  void a_lean_within_the_claim_is_no_failure() {
    Claim modest = new Claim(1, 0.7, 40);

    assertThat(feed(new ContinuousTests(modest), leaning(0.6, 7), 1_000_000)).isEmpty();
  }

  @Test
  void healthy_noise_raises_no_alarm_in_twenty_million_bytes_nor_as_many_bits() {
    assertThat(feed(new ContinuousTests(Claim.FULL), new Random(7), 20_000_000)).isEmpty();
    assertThat(feed(new ContinuousTests(COIN), new Random(8), 20_000_000 / Byte.SIZE)).isEmpty();
  }

  @Test
  void how_samples_are_cut_into_reads_does_not_matter() {
    byte[] all = new byte[5000];
    Random random = new Random(7);
    random.nextBytes(all);
    Arrays.fill(all, 4000, 4006, (byte) 3);

    Optional<Failure> whole = new ContinuousTests(Claim.FULL).take(all);
    ContinuousTests cut = new ContinuousTests(Claim.FULL);
    Optional<Failure> found = Optional.empty();
    for (int at = 0; at < all.length && found.isEmpty(); ) {
      int end = Math.min(all.length, at + 1 + random.nextInt(50));
      found = cut.take(Arrays.copyOfRange(all, at, end));
      at = end;
    }

    assertThat(whole).hasValueSatisfying(failure -> assertThat(failure.sample()).isEqualTo(4006));
    assertThat(found).isEqualTo(whole);
  }

  @Test
  void after_a_restart_nothing_is_remembered() {
    ContinuousTests tests = new ContinuousTests(Claim.FULL);
    tests.take(new byte[5]);

    tests.restart();

    assertThat(tests.take(new byte[5])).isEmpty();
    assertThat(tests.take(new byte[1])).isPresent();
  }

  private static Optional<Failure> feed(ContinuousTests tests, Random noise, int bytes) {
    byte[] chunk = new byte[CHUNK];
    for (int taken = 0; taken + CHUNK <= bytes; taken += CHUNK) {
      noise.nextBytes(chunk);
      Optional<Failure> failure = tests.take(chunk);
      if (failure.isPresent()) {
        return failure;
      }
    }
    return Optional.empty();
  }

  private static Optional<Failure> feed(ContinuousTests tests, IntUnaryOperator noise, int bytes) {
    byte[] one = new byte[1];
    for (int i = 0; i < bytes; i++) {
      one[0] = (byte) noise.applyAsInt(i);
      Optional<Failure> failure = tests.take(one);
      if (failure.isPresent()) {
        return failure;
      }
    }
    return Optional.empty();
  }

  /** Bytes of which each bit is 1 with this chance. */
  private static IntUnaryOperator leaning(double chance, long seed) {
    RandomGenerator random = new Random(seed);
    return _ -> {
      int octet = 0;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        octet = octet << 1 | (random.nextDouble() < chance ? 1 : 0);
      }
      return octet;
    };
  }
}
