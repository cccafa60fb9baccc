package io.eightnines.failover.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class SharedChanceTest {
  @Test
  void threads_that_share_a_counter_draw_different_numbers() throws Exception {
    SharedChance chance = new SharedChance(new SplittableRandom(1));
    Set<Long> drawn = ConcurrentHashMap.newKeySet();
    Thread[] threads = new Thread[40]; // more than there are counters

    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          Thread.ofPlatform()
              .start(() -> {
                for (int draw = 0; draw < 1000; draw++) {
                  drawn.add(chance.nextLong());
                }
              });
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(drawn).hasSize(40_000);
  }

  @Test
  void every_bit_is_set_half_of_the_time() {
    SharedChance chance = new SharedChance(new SplittableRandom(2));
    int[] set = new int[Long.SIZE];

    for (int draw = 0; draw < 10_000; draw++) {
      long number = chance.nextLong();
      for (int bit = 0; bit < Long.SIZE; bit++) {
        set[bit] += (int) (number >>> bit & 1);
      }
    }

    // Five standard deviations of 10 000 fair coins are 250.
    for (int times : set) {
      assertThat(times).isBetween(4750, 5250);
    }
  }
}
