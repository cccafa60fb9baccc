package io.eightnines.failover.dns.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.dns.guard.Buckets.Verdict;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BucketsTest {
  private static final Prefix PREFIX = new Prefix(24, 56);

  /** Not far from the end of the range: elapsed time may overflow. */
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_500_000_000L);

  private final Buckets buckets = buckets(2);

  private Buckets buckets(int slip) {
    return new Buckets(new RateLimit(10, 5, slip, 1024), nanos::get, new SplittableRandom(8_999));
  }

  private static long prefix(String address) {
    return PREFIX.of(InetAddress.ofLiteral(address).getAddress());
  }

  private long passed(Buckets from, long prefix, int asked) {
    long passed = 0;
    for (int i = 0; i < asked; i++) {
      passed += from.take(prefix) == Verdict.PASS ? 1 : 0;
    }
    return passed;
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void a_burst_passes_then_as_many_as_the_rate_says() {
    assertThat(passed(buckets, prefix("192.0.2.1"), 100)).isEqualTo(5);

    pass(Duration.ofMillis(100));
    assertThat(passed(buckets, prefix("192.0.2.1"), 100)).isEqualTo(1);

    pass(Duration.ofMillis(250));
    assertThat(passed(buckets, prefix("192.0.2.1"), 100)).isEqualTo(2);
  }

  @Test
  void a_bucket_never_holds_more_than_a_burst() {
    assertThat(passed(buckets, prefix("192.0.2.1"), 3)).isEqualTo(3);

    pass(Duration.ofHours(9));

    assertThat(passed(buckets, prefix("192.0.2.1"), 100)).isEqualTo(5);
  }

  @Test
  void neighbours_share_a_bucket_and_others_do_not_notice() {
    assertThat(passed(buckets, prefix("192.0.2.1"), 100)).isEqualTo(5);
    assertThat(passed(buckets, prefix("192.0.2.254"), 100)).isZero();
    assertThat(passed(buckets, prefix("2001:db8:0:ff::1"), 100)).isEqualTo(5);
    assertThat(passed(buckets, prefix("2001:db8:0:1::1"), 100)).isZero();

    assertThat(passed(buckets, prefix("192.0.3.1"), 100)).isEqualTo(5);
    assertThat(passed(buckets, prefix("2001:db8:0:100::1"), 100)).isEqualTo(5);
  }

  @Test
  void every_second_query_over_the_limit_gets_a_hint() {
    passed(buckets, prefix("192.0.2.1"), 5);
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      verdicts.add(buckets.take(prefix("192.0.2.1")));
    }

    assertThat(verdicts).containsExactly(Verdict.DROP, Verdict.SLIP, Verdict.DROP, Verdict.SLIP);
  }

  @Test
  void without_slip_there_are_no_hints_and_with_one_nothing_is_dropped() {
    Buckets silent = buckets(0);
    Buckets polite = buckets(1);
    passed(silent, prefix("192.0.2.1"), 5);
    passed(polite, prefix("192.0.2.1"), 5);

    for (int i = 0; i < 20; i++) {
      assertThat(silent.take(prefix("192.0.2.1"))).isEqualTo(Verdict.DROP);
      assertThat(polite.take(prefix("192.0.2.1"))).isEqualTo(Verdict.SLIP);
    }
  }

  /** Whoever asks little must never pay for others, however many there are. */
  @Test
  void more_prefixes_than_the_table_holds_make_nobody_pay_for_others() {
    SplittableRandom random = new SplittableRandom(8_999);
    for (int round = 0; round < 20_000; round++) {
      for (int i = 0; i < 50; i++) {
        buckets.take(1L << 32 | random.nextInt(1 << 24));
      }

      assertThat(buckets.take(prefix("192.0.2.1"))).as("round %d", round).isEqualTo(Verdict.PASS);

      pass(Duration.ofMillis(100));
    }
  }

  /** A flood cannot push its own bucket out by asking from places that nobody floods. */
  @Test
  void a_flooder_stays_limited_while_many_others_ask_a_little() {
    SplittableRandom random = new SplittableRandom(8_999);
    long passed = 0;
    for (int second = 0; second < 100; second++) {
      for (int i = 0; i < 1000; i++) {
        passed += buckets.take(prefix("192.0.2.1")) == Verdict.PASS ? 1 : 0;
        if (i % 4 == 0) {
          buckets.take(1L << 32 | random.nextInt(1 << 24));
        }
        pass(Duration.ofMillis(1));
      }
    }

    assertThat(passed).isBetween(1000L, 1200L);
  }
}
