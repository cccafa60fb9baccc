package io.eightnines.failover.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.publish.ServerView.Standing;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ServerWatchTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final ManualTime time = new ManualTime();
  private final CountingTelemetry telemetry = new CountingTelemetry();
  private final AtomicLong served = new AtomicLong();
  private final AtomicBoolean silent = new AtomicBoolean();
  private final AtomicBoolean leads = new AtomicBoolean(true);
  private final AtomicInteger asked = new AtomicInteger();
  private final ServerWatch watch =
      new ServerWatch(
          new ServerWatch.Subject("dns", "192.0.2.53", LIMIT),
          this::ask,
          leads::get,
          telemetry,
          time.clocks());

  private long ask() throws IOException {
    asked.incrementAndGet();
    if (silent.get()) {
      throw new IOException("timed out");
    }
    return served.get();
  }

  private void give(long generation) {
    watch.accept(new Committed(Plans.of(generation, 100, 100), time.clocks().moment()));
  }

  private void run(Duration span) {
    Duration left = span;
    while (left.isPositive()) {
      Duration wait = watch.round();
      Duration passes = wait.compareTo(left) < 0 ? wait : left;
      time.pass(passes);
      left = left.minus(passes);
    }
  }

  private PublishAlert.Name alert() {
    return PublishAlert.of("dns", watch.view(), Plans.NOW).getFirst().name();
  }

  @Test
  void the_time_until_a_plan_is_visible_is_measured_once() {
    give(1);
    run(Duration.ofMillis(300));
    assertThat(watch.view().standing()).isEqualTo(Standing.AWAITED);
    assertThat(telemetry.visible).isEmpty();

    served.set(1);
    run(Duration.ofMinutes(5));

    assertThat(watch.view().standing()).isEqualTo(Standing.CURRENT);
    assertThat(telemetry.visible).hasSize(1);
    assertThat(telemetry.visible.getFirst())
        .isBetween(Duration.ofMillis(300), Duration.ofSeconds(1));
  }

  @Test
  void a_server_that_lags_beyond_its_limit_is_an_alert_until_it_has_caught_up() {
    give(1);
    run(LIMIT.plusSeconds(1));

    assertThat(alert()).isEqualTo(PublishAlert.Name.NAME_SERVER_LAGS);
    served.set(1);
    run(Duration.ofSeconds(1));
    assertThat(PublishAlert.of("dns", watch.view(), Plans.NOW)).isEmpty();
  }

  @Test
  void a_server_that_answers_an_older_generation_than_before_is_an_alert() {
    served.set(4);
    give(4);
    run(Duration.ofSeconds(1));

    served.set(3);
    run(Duration.ofSeconds(31));

    assertThat(alert()).isEqualTo(PublishAlert.Name.NAME_SERVER_WENT_BACK);
    assertThat(watch.view().seen()).contains(3L);
  }

  @Test
  void a_server_that_is_silent_lags_once_its_time_is_over() {
    silent.set(true);
    give(1);
    run(Duration.ofSeconds(10));
    assertThat(watch.view().standing()).isEqualTo(Standing.AWAITED);

    run(LIMIT);

    assertThat(alert()).isEqualTo(PublishAlert.Name.NAME_SERVER_LAGS);
    assertThat(watch.view().trouble()).contains("timed out");
  }

  @Test
  void whoever_does_not_lead_asks_nobody() {
    leads.set(false);
    give(1);

    run(Duration.ofMinutes(1));

    assertThat(asked).hasValue(0);
    assertThat(watch.view().standing()).isEqualTo(Standing.NOT_READ);
  }
}
