package io.eightnines.gateway.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eightnines.gateway.result.EntropyExhausted;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolTest {

  private final Pool pool = new Pool(32);

  @Test
  void bytes_come_out_as_they_went_in_and_only_once() {
    pool.add("a", new byte[] {1, 2, 3});
    pool.add("b", new byte[] {4, 5});

    Pool.Taken first = pool.take(4).orElseThrow();

    assertThat(first.bytes()).containsExactly(1, 2, 3, 4);
    assertThat(first.generators()).containsExactly("a", "b");
    assertThat(pool.take(1).orElseThrow().bytes()).containsExactly(5);
    assertThat(pool.size()).isZero();
  }

  @Test
  void too_few_bytes_give_none_and_lose_none() {
    pool.add("a", new byte[3]);

    assertThat(pool.take(4)).isEmpty();
    assertThat(pool.size()).isEqualTo(3);
  }

  @Test
  void more_than_fits_is_not_taken_in() {
    assertThat(pool.add("a", new byte[30])).isTrue();
    assertThat(pool.add("a", new byte[3])).isFalse();
    assertThat(pool.size()).isEqualTo(30);
  }

  @Test
  void bytes_of_the_caller_stay_the_callers() {
    byte[] mine = {9};
    pool.add("a", mine);
    mine[0] = 0;

    assertThat(pool.take(1).orElseThrow().bytes()).containsExactly(9);
  }

  @Test
  void bits_of_a_draw_are_the_pools_bits_in_order_across_words() {
    pool.add("a", new byte[] {(byte) 0b1010_0000, 0, 0, 0, 0, 0, 0, (byte) 0b0000_0001});
    pool.add("b", new byte[] {(byte) 0b1100_0000, 0, 0, 0, 0, 0, 0, 0});
    PoolBits bits = new PoolBits(pool);

    assertThat(bits.next(3)).isEqualTo(0b101);
    assertThat(bits.next(60)).isZero();
    assertThat(bits.generators()).containsExactly("a");
    assertThat(bits.next(3)).isEqualTo(0b111);
    assertThat(bits.generators()).containsExactlyElementsOf(List.of("a", "b"));
  }

  @Test
  void a_draw_without_enough_bits_ends() {
    pool.add("a", new byte[8]);
    PoolBits bits = new PoolBits(pool);

    bits.next(62);

    assertThatThrownBy(() -> bits.next(3)).isInstanceOf(EntropyExhausted.class);
  }
}
