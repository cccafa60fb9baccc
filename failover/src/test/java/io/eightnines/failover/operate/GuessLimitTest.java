package io.eightnines.failover.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GuessLimitTest {
  private final AtomicLong nanos = new AtomicLong(-5);
  private final GuessLimit limit = new GuessLimit(nanos::get);

  private int tries(String address) {
    int tries = 0;
    while (tries < 1000 && limit.take(address)) {
      tries++;
    }
    return tries;
  }

  @Test
  void a_burst_is_let_through_and_then_one_a_second() {
    assertThat(tries("a")).isEqualTo(GuessLimit.BURST);
    assertThat(tries("a")).isZero();

    nanos.addAndGet(GuessLimit.REFILL.toNanos() - 1);
    assertThat(tries("a")).isZero();
    nanos.addAndGet(1);
    assertThat(tries("a")).isEqualTo(1);
    nanos.addAndGet(GuessLimit.REFILL.toNanos() * 1000);
    assertThat(tries("a")).isEqualTo(GuessLimit.BURST);
  }

  @Test
  void one_address_takes_nothing_from_another() {
    assertThat(tries("a")).isEqualTo(GuessLimit.BURST);
    assertThat(tries("b")).isEqualTo(GuessLimit.BURST);
  }

  @Test
  void what_is_given_back_can_be_taken_again() {
    assertThat(tries("a")).isEqualTo(GuessLimit.BURST);
    limit.giveBack("a");
    limit.giveBack("a");

    assertThat(tries("a")).isEqualTo(2);
  }
}
