package io.eightnines.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LedgerWatchTest {
  @Test
  void a_process_whose_ledger_has_ended_is_ended_and_not_before() throws Exception {
    AtomicBoolean broken = new AtomicBoolean();
    AtomicInteger looks = new AtomicInteger();
    AtomicInteger looksWhenSound = new AtomicInteger(-1);
    CountDownLatch ended = new CountDownLatch(1);
    LedgerWatch watch =
        new LedgerWatch(
            () -> {
              if (looks.incrementAndGet() == 3) {
                looksWhenSound.set(Math.toIntExact(ended.getCount()));
                broken.set(true);
              }
              return broken.get();
            },
            ended::countDown);

    watch.start();

    assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(looksWhenSound).as("still running after two looks").hasValue(1);
    watch.stop();
  }
}
