package io.eightnines.failover.publish.secondary;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.publish.PublishAlert;
import io.eightnines.failover.publish.ServerView.Standing;
import io.eightnines.time.Clocks;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.SOARecord;

class SecondaryWatchTest {
  private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong here = new AtomicLong(10);
  private final List<Long> toldAtMillis = new ArrayList<>();
  private long there = 9;
  private boolean deaf;
  private boolean silent;

  private final SecondaryServer server =
      new SecondaryServer() {
        @Override
        public void tell(SOARecord authority) throws IOException {
          toldAtMillis.add(Duration.ofNanos(nanos.get()).toMillis());
          if (deaf) {
            throw new IOException("no answer");
          }
        }

        @Override
        public long serial() throws IOException {
          if (silent) {
            throw new IOException("no answer");
          }
          return there;
        }
      };

  private final SecondaryWatch watch =
      new SecondaryWatch(
          new SecondaryWatch.Subject("other", "127.0.0.1#53", Duration.ofSeconds(60)),
          server,
          this::authority,
          new SilentTelemetry(),
          new Clocks(() -> START.plusNanos(nanos.get()), nanos::get));

  private SOARecord authority() {
    Name zone = Name.fromConstantString("example.test.");
    return new SOARecord(zone, DClass.IN, 60, zone, zone, here.get(), 60, 15, 604_800, 5);
  }

  private void pass(Duration time) {
    long end = nanos.get() + time.toNanos();
    while (nanos.get() < end) {
      nanos.addAndGet(Math.min(watch.round().toNanos(), end - nanos.get()));
    }
  }

  private Standing standing() {
    return watch.view().standing();
  }

  @Test
  void one_that_is_behind_is_told_once_and_asked_until_it_serves_what_is_served_here() {
    pass(Duration.ofMillis(100));
    assertThat(standing()).isEqualTo(Standing.AWAITED);
    there = 10;
    pass(Duration.ofMillis(200));

    assertThat(standing()).isEqualTo(Standing.CURRENT);
    assertThat(watch.view().visibleAfter().orElseThrow()).isLessThan(Duration.ofMillis(250));
    pass(Duration.ofMinutes(10));
    assertThat(toldAtMillis).containsExactly(0L);
  }

  @Test
  void a_burst_of_changes_is_told_once_a_second_and_the_last_is_told() {
    for (int i = 0; i < 20; i++) {
      here.incrementAndGet();
      pass(Duration.ofMillis(250));
    }
    pass(Duration.ofSeconds(2));

    assertThat(toldAtMillis).hasSizeBetween(5, 7);
    for (int i = 1; i < toldAtMillis.size(); i++) {
      assertThat(toldAtMillis.get(i) - toldAtMillis.get(i - 1)).isGreaterThanOrEqualTo(1000);
    }
    assertThat(toldAtMillis.getLast()).isGreaterThanOrEqualTo(4750);
  }

  @Test
  void one_that_does_not_hear_is_told_again_ever_less_often() {
    deaf = true;

    pass(Duration.ofMinutes(10));

    assertThat(toldAtMillis).hasSizeBetween(12, 18);
    assertThat(standing()).isEqualTo(Standing.LAGS);
    assertThat(PublishAlert.of("secondary other", watch.view(), START))
        .extracting(PublishAlert::name)
        .containsExactly(PublishAlert.Name.NAME_SERVER_LAGS);
  }

  @Test
  void one_that_is_silent_lags_after_its_time_and_is_current_again_when_it_answers() {
    silent = true;
    pass(Duration.ofSeconds(50));
    assertThat(standing()).isEqualTo(Standing.AWAITED);
    pass(Duration.ofSeconds(20));
    assertThat(standing()).isEqualTo(Standing.LAGS);
    assertThat(watch.view().trouble().orElse("")).contains("no answer");

    silent = false;
    there = 10;
    pass(Duration.ofSeconds(2));

    assertThat(standing()).isEqualTo(Standing.CURRENT);
    assertThat(watch.view().trouble()).isEmpty();
  }

  @Test
  void one_that_goes_back_is_an_alert_and_is_told_again() {
    there = 10;
    pass(Duration.ofSeconds(2));
    there = 4;

    pass(Duration.ofSeconds(40));

    assertThat(standing()).isEqualTo(Standing.WENT_BACK);
    assertThat(toldAtMillis.size()).isGreaterThan(1);
    there = 10;
    pass(Duration.ofSeconds(2));
    assertThat(standing()).isEqualTo(Standing.CURRENT);
  }

  @Test
  void a_serial_number_that_wraps_around_is_no_step_back() {
    here.set(4_294_967_295L);
    there = 4_294_967_295L;
    pass(Duration.ofSeconds(2));
    here.set(3);
    pass(Duration.ofSeconds(2));
    there = 3;
    pass(Duration.ofSeconds(2));

    assertThat(standing()).isEqualTo(Standing.CURRENT);
  }
}
