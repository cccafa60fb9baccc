package io.eightnines.gateway.entropy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StockTest {

  private final Stock stock = new Stock(8);
  private final Standing first = new Standing(new Generator("a", "fake"));
  private final Standing second = new Standing(new Generator("a", "fake"));

  @Test
  void noise_comes_out_in_order_and_once_however_it_went_in() {
    Random random = new Random(7);
    Deque<Byte> expected = new ArrayDeque<>();
    byte next = 0;
    for (int i = 0; i < 10_000; i++) {
      byte[] noise = new byte[random.nextInt(4)];
      for (int j = 0; j < noise.length; j++) {
        noise[j] = next++;
      }
      if (stock.add(noise, first)) {
        for (byte each : noise) {
          expected.addLast(each);
        }
      }
      stock
          .take(random.nextInt(5))
          .ifPresent(portion -> {
            for (byte each : portion.noise()) {
              assertThat(each).isEqualTo(expected.removeFirst());
            }
          });
      assertThat(stock.size()).isEqualTo(expected.size());
    }
  }

  @Test
  void more_than_fits_is_not_taken_in() {
    assertThat(stock.add(new byte[8], first)).isTrue();
    assertThat(stock.add(new byte[1], first)).isFalse();
    assertThat(stock.size()).isEqualTo(8);
  }

  @Test
  void too_little_is_not_given_out() {
    stock.add(new byte[3], first);

    assertThat(stock.take(4)).isEmpty();
    assertThat(stock.size()).isEqualTo(3);
  }

  @Test
  void noise_of_two_standings_is_never_mixed() {
    stock.add(new byte[] {1, 1}, first);
    stock.add(new byte[] {2}, second);

    assertThat(stock.take(1))
        .hasValueSatisfying(portion -> {
          assertThat(portion.noise()).containsExactly(2);
          assertThat(portion.standing()).isSameAs(second);
        });
    assertThat(stock.take(1)).isEmpty();
  }

  @Test
  void what_is_cleared_is_gone() {
    stock.add(new byte[] {1, 1}, first);

    stock.clear();

    assertThat(stock.take(1)).isEmpty();
    assertThat(stock.size()).isZero();
  }
}
