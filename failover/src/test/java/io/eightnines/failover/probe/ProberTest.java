package io.eightnines.failover.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.Await;
import io.eightnines.failover.fleet.Fleet;
import io.eightnines.failover.time.Clocks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProberTest {
  private static final ProbePolicy POLICY =
      new ProbePolicy(
          Duration.ofMillis(100),
          "/health/ready",
          new ProbePolicy.Timeouts(Duration.ofMillis(300), Duration.ofMillis(600)),
          new ProbePolicy.Reprobes(3, 2));

  private final Queue<Observation> seen = new ConcurrentLinkedQueue<>();
  private final List<AutoCloseable> toClose = new ArrayList<>();

  private LoopbackEndpoint endpoint(String address) throws Exception {
    LoopbackEndpoint endpoint = new LoopbackEndpoint(address);
    toClose.add(endpoint);
    return endpoint;
  }

  private Prober prober(LoopbackEndpoint... endpoints) {
    Fleet fleet =
        new Fleet(java.util.Arrays.stream(endpoints).map(LoopbackEndpoint::endpoint).toList());
    Prober prober =
        new Prober(fleet, POLICY, new Clocks(InstantSource.system(), System::nanoTime), seen::add);
    toClose.add(prober::stop);
    return prober;
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : toClose.reversed()) {
      each.close();
    }
  }

  private List<Outcome> outcomesOf(LoopbackEndpoint endpoint) {
    return seen.stream()
        .filter(observation -> observation.endpoint().equals(endpoint.endpoint().id()))
        .map(Observation::outcome)
        .toList();
  }

  private long count(LoopbackEndpoint endpoint, Class<? extends Outcome> kind) {
    return outcomesOf(endpoint).stream().filter(kind::isInstance).count();
  }

  @Test
  void every_tick_probes_every_endpoint_once_whether_up_down_or_hanging() throws Exception {
    LoopbackEndpoint up = endpoint("127.0.9.1");
    LoopbackEndpoint down = endpoint("127.0.9.2");
    LoopbackEndpoint hanging = endpoint("127.0.9.3");
    down.kill();
    hanging.answer = LoopbackEndpoint.HANG;
    Prober prober = prober(up, down, hanging);
    prober.tick();
    Await.until(
        "all judged", () -> outcomesOf(down).size() == 2 && outcomesOf(hanging).size() == 3);
    Await.until("healthy", () -> outcomesOf(up).size() == 1);

    for (int tick = 1; tick <= 20; tick++) {
      int ticks = tick;
      prober.tick();
      Await.until("up probed", () -> outcomesOf(up).size() == 1 + ticks);
      Await.until("down probed", () -> outcomesOf(down).size() == 2 + ticks);
    }

    Await.until("hanging probed", () -> outcomesOf(hanging).size() == 3 + 20);
    assertThat(up.requests).hasValue(21);
    assertThat(up.connections).hasValue(1);
    assertThat(hanging.requests).hasValue(23);
  }

  @Test
  void an_endpoint_that_hangs_does_not_delay_another() throws Exception {
    LoopbackEndpoint hanging = endpoint("127.0.9.1");
    LoopbackEndpoint quick = endpoint("127.0.9.2");
    hanging.answer = LoopbackEndpoint.HANG;
    Prober prober = prober(hanging, quick);

    prober.tick();
    Await.until("the quick one is known", () -> !outcomesOf(quick).isEmpty());

    assertThat(outcomesOf(hanging)).isEmpty();
    assertThat(count(quick, Outcome.Healthy.class)).isEqualTo(1);
  }

  @Test
  void a_death_between_two_ticks_is_noticed_and_proved_without_another_tick() throws Exception {
    LoopbackEndpoint endpoint = endpoint("127.0.9.1");
    Prober prober = prober(endpoint);
    prober.tick();
    Await.until("healthy", () -> count(endpoint, Outcome.Healthy.class) == 1);

    endpoint.kill();

    Await.until("proved", () -> count(endpoint, Outcome.Refused.class) >= 2);
    assertThat(count(endpoint, Outcome.Dropped.class)).isEqualTo(1);
  }

  @Test
  void a_connection_that_drops_is_checked_at_once_on_a_new_one() throws Exception {
    LoopbackEndpoint endpoint = endpoint("127.0.9.1");
    Prober prober = prober(endpoint);
    prober.tick();
    Await.until("healthy", () -> count(endpoint, Outcome.Healthy.class) == 1);

    endpoint.dropConnections();

    Await.until("healthy again", () -> count(endpoint, Outcome.Healthy.class) == 2);
    assertThat(endpoint.connections).hasValue(2);
  }

  @Test
  void a_hang_is_probed_again_on_new_connections_until_the_trip_count() throws Exception {
    LoopbackEndpoint endpoint = endpoint("127.0.9.1");
    Prober prober = prober(endpoint);
    prober.tick();
    Await.until("healthy", () -> count(endpoint, Outcome.Healthy.class) == 1);
    endpoint.answer = LoopbackEndpoint.HANG;

    prober.tick();

    Await.until("three time-outs", () -> count(endpoint, Outcome.TimedOut.class) == 3);
    assertThat(endpoint.connections).hasValue(3);
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 204 No Content|Content-Length: 0||, Healthy",
    "HTTP/1.1 200 OK|Connection: close||, Healthy",
    "HTTP/1.1 503 No|Eightnines-State: starting|Content-Length: 0||, Starting",
    "HTTP/1.1 503 No|eightnines-state:  DRAINING |Content-Length: 0||, Draining",
    "HTTP/1.1 503 No|Content-Length: 0||, BadAnswer",
    "HTTP/1.1 500 No|Eightnines-State: starting||, BadAnswer",
    "HTTP/1.1 302 Found|Location: /||, BadAnswer",
    "SSH-2.0-OpenSSH|, BadAnswer",
    "HTTP/1.1 200 OK|Content-Length: -1||, BadAnswer",
    "HTTP/1.1 200 OK|Content-Length: 99999999999||, BadAnswer",
    "HTTP/1.1 200 OK|: nameless||, BadAnswer",
  })
  void each_answer_has_its_outcome(String answer, String outcome) throws Exception {
    LoopbackEndpoint endpoint = endpoint("127.0.9.1");
    endpoint.answer = answer.replace("|", "\r\n");

    prober(endpoint).tick();

    Await.until("observed", () -> !seen.isEmpty());
    assertThat(outcomesOf(endpoint).getFirst().getClass().getSimpleName()).isEqualTo(outcome);
  }

  @Test
  void an_endless_head_is_cut_off() throws Exception {
    LoopbackEndpoint endpoint = endpoint("127.0.9.1");
    endpoint.answer = "HTTP/1.1 200 OK\r\nX: " + "x".repeat(100_000);

    prober(endpoint).tick();

    Await.until("observed", () -> !seen.isEmpty());
    assertThat(outcomesOf(endpoint).getFirst())
        .isEqualTo(new Outcome.BadAnswer("response head larger than 8192 bytes"));
  }

  @Test
  void the_time_out_follows_the_round_trips_within_its_bounds() {
    AdaptiveTimeout timeout = AdaptiveTimeout.untaught(POLICY.timeouts());
    assertThat(timeout.limit()).isEqualTo(Duration.ofMillis(600));

    for (int i = 0; i < 100; i++) {
      timeout = timeout.learn(Duration.ofMillis(1));
    }
    assertThat(timeout.limit()).isEqualTo(Duration.ofMillis(300));

    for (int i = 0; i < 200; i++) {
      timeout = timeout.learn(Duration.ofMillis(400));
    }
    assertThat(timeout.limit()).isBetween(Duration.ofMillis(400), Duration.ofMillis(402));

    assertThat(timeout.learn(Duration.ofSeconds(30)).limit()).isEqualTo(Duration.ofMillis(600));
  }
}
