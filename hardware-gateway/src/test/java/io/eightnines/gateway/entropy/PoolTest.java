package io.eightnines.gateway.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eightnines.gateway.result.EntropyExhausted;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolTest {

  private final Pool pool = new Pool(32);
  private final Standing a = new Standing(new Generator("a", "fake"));
  private final Standing b = new Standing(new Generator("b", "fake"));

  @Test
  void bytes_come_out_as_they_went_in_and_only_once() {
    pool.add(List.of(a), new byte[] {1, 2, 3});
    pool.add(List.of(b), new byte[] {4, 5});

    Pool.Taken first = pool.take(4).orElseThrow();

    assertThat(first.bytes()).containsExactly(1, 2, 3, 4);
    assertThat(first.from()).containsExactly(a, b);
    assertThat(pool.take(1).orElseThrow().bytes()).containsExactly(5);
    assertThat(pool.size()).isZero();
  }

  @Test
  void too_few_bytes_give_none_and_lose_none() {
    pool.add(List.of(a), new byte[3]);

    assertThat(pool.take(4)).isEmpty();
    assertThat(pool.size()).isEqualTo(3);
  }

  @Test
  void more_than_fits_is_not_taken_in() {
    assertThat(pool.add(List.of(a), new byte[30])).isTrue();
    assertThat(pool.add(List.of(a), new byte[3])).isFalse();
    assertThat(pool.size()).isEqualTo(30);
  }

  @Test
  void bytes_of_the_caller_stay_the_callers() {
    byte[] mine = {9};
    pool.add(List.of(a), mine);
    mine[0] = 0;

    assertThat(pool.take(1).orElseThrow().bytes()).containsExactly(9);
  }

  @Test
  void bits_of_a_draw_are_the_pools_bits_in_order_across_words() {
    pool.add(List.of(a), new byte[] {(byte) 0b1010_0000, 0, 0, 0, 0, 0, 0, (byte) 0b0000_0001});
    pool.add(List.of(b), new byte[] {(byte) 0b1100_0000, 0, 0, 0, 0, 0, 0, 0});
    PoolBits bits = new PoolBits(pool);

    assertThat(bits.next(3)).isEqualTo(0b101);
    assertThat(bits.next(60)).isZero();
    assertThat(bits.generators()).containsExactly(a.generator());
    assertThat(bits.next(3)).isEqualTo(0b111);
    assertThat(bits.generators()).containsExactly(a.generator(), b.generator());
  }

  @Test
  void a_draw_without_enough_bits_ends() {
    pool.add(List.of(a), new byte[8]);
    PoolBits bits = new PoolBits(pool);

    bits.next(62);

    assertThatThrownBy(() -> bits.next(3)).isInstanceOf(EntropyExhausted.class);
  }

  @Test
  void what_is_unused_of_a_generator_that_failed_is_thrown_away_and_nothing_else() {
    pool.add(List.of(a), new byte[] {1, 1, 1});
    pool.add(List.of(a, b), new byte[] {2, 2});
    pool.add(List.of(b), new byte[] {3});
    pool.take(1);

    a.revoke();

    assertThat(pool.discardRevoked()).isEqualTo(4);
    assertThat(pool.size()).isEqualTo(1);
    assertThat(pool.take(1).orElseThrow().bytes()).containsExactly(3);
  }

  @Test
  void what_was_mixed_with_a_generator_that_failed_meanwhile_does_not_get_in() {
    a.revoke();

    assertThat(pool.add(List.of(b, a), new byte[] {1})).isFalse();
    assertThat(pool.size()).isZero();
  }

  @Test
  void a_draw_knows_that_one_of_its_generators_failed_after_its_bits_were_taken() {
    pool.add(List.of(a, b), new byte[8]);
    PoolBits bits = new PoolBits(pool);
    bits.next(3);

    assertThat(bits.allHold()).isTrue();
    b.revoke();

    assertThat(bits.allHold()).isFalse();
  }
}
