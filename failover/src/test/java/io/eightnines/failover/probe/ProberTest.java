package io.eightnines.failover.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.fleet.Fleet;
import io.eightnines.time.Await;
import io.eightnines.time.Clocks;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProberTest {
  private static final ProbePolicy.Timeouts TIMEOUTS =
      new ProbePolicy.Timeouts(Duration.ofMillis(300), Duration.ofMillis(600));
  private static final Reprobes REPROBES =
      new Reprobes(3, 2, Duration.ofMillis(200), Duration.ofMillis(40));

  private static ProbePolicy policy(ProbePolicy.Manner manner) {
    return new ProbePolicy(
        new ProbePolicy.Rhythm(
            Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMillis(50)),
        manner,
        null,
        TIMEOUTS,
        REPROBES);
  }

  private static ProbePolicy.Manner http() {
    return new ProbePolicy.Manner.Http(new ProbePolicy.Paths("/health/ready", null));
  }

  private final Set<EndpointId> out = ConcurrentHashMap.newKeySet();
  private final Queue<Observation> seen = new ConcurrentLinkedQueue<>();
  private final List<AutoCloseable> toClose = new ArrayList<>();

  private LoopbackEndpoint endpoint(String address) throws Exception {
    LoopbackEndpoint endpoint = new LoopbackEndpoint(address);
    toClose.add(endpoint);
    return endpoint;
  }

  private Prober prober(LoopbackEndpoint... endpoints) {
    return prober(policy(http()), endpoints);
  }

  private Prober prober(ProbePolicy policy, LoopbackEndpoint... endpoints) {
    Fleet fleet = new Fleet(Arrays.stream(endpoints).map(LoopbackEndpoint::endpoint).toList());
    Clocks clocks = new Clocks(InstantSource.system(), System::nanoTime);
    SelfWatch self = new SelfWatch(policy.rhythm().late(), clocks.moment());
    Prober prober = new Prober(fleet, policy, clocks, self, out::contains, seen::add);
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
    out.add(down.endpoint().id());
    out.add(hanging.endpoint().id());
    Prober prober = prober(up, down, hanging);

    for (int tick = 1; tick <= 20; tick++) {
      int ticks = tick;
      prober.tick();
      Await.until("up probed", () -> outcomesOf(up).size() == ticks);
      Await.until("down probed", () -> outcomesOf(down).size() == ticks);
    }

    Await.until("hanging probed", () -> outcomesOf(hanging).size() == 20);
    assertThat(up.requests).hasValue(20);
    assertThat(up.connections).hasValue(1);
    assertThat(hanging.requests).hasValue(20);
  }

  @Test
  void at_full_pace_the_work_is_the_same_when_all_is_up_hanging_or_refusing() throws Exception {
    LoopbackEndpoint up = endpoint("127.0.9.1");
    LoopbackEndpoint down = endpoint("127.0.9.2");
    LoopbackEndpoint hanging = endpoint("127.0.9.3");
    down.kill();
    hanging.answer = LoopbackEndpoint.HANG;
    out.add(down.endpoint().id());
    out.add(hanging.endpoint().id());
    Duration interval = Duration.ofMillis(20);
    ProbePolicy fast =
        new ProbePolicy(
            new ProbePolicy.Rhythm(interval, interval, Duration.ofMillis(50)),
            new ProbePolicy.Manner.Http(new ProbePolicy.Paths("/health/ready", "/health/deep")),
            null,
            new ProbePolicy.Timeouts(Duration.ofMillis(20), Duration.ofMillis(40)),
            REPROBES);
    Prober prober = prober(fast, up, down, hanging);

    prober.start();
    Await.until("some 200 ticks", () -> outcomesOf(up).size() >= 400);
    prober.stop();
    Await.until("the last have ended", () -> outcomesOf(hanging).size() == hanging.requests.get());

    int work = up.requests.get();
    assertThat(hanging.requests.get()).isCloseTo(work, Percentage.withPercentage(5));
    assertThat(outcomesOf(down).size()).isCloseTo(work, Percentage.withPercentage(5));
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
  void a_hang_is_probed_again_on_new_connections_until_the_run_is_long_enough() throws Exception {
    LoopbackEndpoint endpoint = endpoint("127.0.9.1");
    Prober prober = prober(endpoint);
    prober.tick();
    Await.until("healthy", () -> count(endpoint, Outcome.Healthy.class) == 1);
    endpoint.answer = LoopbackEndpoint.HANG;

    prober.tick();

    Await.until(
        "a run of 3 or more over 200 ms",
        () -> {
          List<Observation> failed =
              seen.stream().filter(each -> each.outcome().isFailure()).toList();
          return failed.size() >= 3
              && failed.getLast().started().since(failed.getFirst().started()).toMillis() >= 200;
        });
    assertThat(endpoint.connections.get()).isBetween(3, 12);
  }

  @Test
  void re_probes_of_a_hang_overlap() throws Exception {
    LoopbackEndpoint endpoint = endpoint("127.0.9.1");
    endpoint.answer = LoopbackEndpoint.HANG;
    ProbePolicy patient =
        new ProbePolicy(
            new ProbePolicy.Rhythm(
                Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMillis(50)),
            http(),
            null,
            TIMEOUTS,
            new Reprobes(6, 2, Duration.ofMillis(900), Duration.ofMillis(40)));

    prober(patient, endpoint).tick();
    Await.until("six failures", () -> count(endpoint, Outcome.TimedOut.class) >= 6);

    Observation first = seen.stream().skip(1).findFirst().orElseThrow();
    Observation sixth = seen.stream().skip(5).findFirst().orElseThrow();
    assertThat(sixth.started().since(first.ended())).isNegative();
  }

  @Test
  void a_failure_of_one_that_is_out_is_not_probed_again() throws Exception {
    LoopbackEndpoint endpoint = endpoint("127.0.9.1");
    LoopbackEndpoint other = endpoint("127.0.9.2");
    endpoint.kill();
    other.kill();
    out.add(endpoint.endpoint().id());

    Prober prober = prober(endpoint, other);
    for (int tick = 1; tick <= 10; tick++) {
      int ticks = tick;
      prober.tick();
      Await.until("probed", () -> count(endpoint, Outcome.Refused.class) >= ticks);
    }
    Await.until("the other is proved", () -> count(other, Outcome.Refused.class) >= 11);

    assertThat(count(endpoint, Outcome.Refused.class)).isEqualTo(10);
  }

  @Test
  void deep_probes_have_a_connection_of_their_own_and_are_told_apart() throws Exception {
    LoopbackEndpoint endpoint = endpoint("127.0.9.1");
    endpoint.deepAnswer = "HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n";
    out.add(endpoint.endpoint().id());
    Prober prober =
        prober(
            policy(
                new ProbePolicy.Manner.Http(
                    new ProbePolicy.Paths("/health/ready", "/health/deep"))),
            endpoint);

    prober.tick();
    Await.until("both seen", () -> seen.size() == 2);

    assertThat(seen)
        .extracting(each -> each.depth() + " " + each.outcome().label())
        .containsExactlyInAnyOrder("SHALLOW healthy", "DEEP bad_answer");
    assertThat(endpoint.connections).hasValue(2);
  }

  @Test
  void an_endpoint_that_has_no_deep_health_says_nothing_against_itself() throws Exception {
    LoopbackEndpoint endpoint = endpoint("127.0.9.1");
    endpoint.deepAnswer = "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n";

    prober(
            policy(new ProbePolicy.Manner.Http(new ProbePolicy.Paths("/up", "/health/deep"))),
            endpoint)
        .tick();

    Await.until("not offered", () -> count(endpoint, Outcome.NotOffered.class) == 1);
  }

  @Test
  void a_tcp_probe_is_content_with_a_connection_and_sees_a_refusal() throws Exception {
    LoopbackEndpoint hanging = endpoint("127.0.9.1");
    LoopbackEndpoint down = endpoint("127.0.9.2");
    hanging.answer = LoopbackEndpoint.HANG;
    down.kill();

    prober(policy(new ProbePolicy.Manner.Tcp()), hanging, down).tick();

    Await.until("connected", () -> count(hanging, Outcome.Healthy.class) == 1);
    Await.until("refused", () -> count(down, Outcome.Refused.class) == 2);
    assertThat(hanging.requests).hasValue(0);
  }

  private static ProbePolicy https(Path authority) {
    return policy(
        new ProbePolicy.Manner.Https(
            new ProbePolicy.Paths("/health/ready", null),
            new TlsTrust(authority, "api.example.test")));
  }

  private LoopbackEndpoint secured(Certificates.Issued issued) throws Exception {
    LoopbackEndpoint endpoint = new LoopbackEndpoint("127.0.9.1", issued.server());
    toClose.add(endpoint);
    return endpoint;
  }

  @Test
  void an_endpoint_with_the_right_certificate_is_healthy_on_one_kept_connection(
      @TempDir Path directory) throws Exception {
    Certificates.Issued issued = Certificates.in(directory).issue("api.example.test");
    LoopbackEndpoint endpoint = secured(issued);
    Prober prober = prober(https(issued.certificate()), endpoint);

    for (int tick = 1; tick <= 3; tick++) {
      int ticks = tick;
      prober.tick();
      Await.until("healthy", () -> count(endpoint, Outcome.Healthy.class) >= ticks);
    }
    int before = endpoint.connections.get();
    prober.tick();
    Await.until("healthy", () -> count(endpoint, Outcome.Healthy.class) >= 4);

    assertThat(endpoint.connections).hasValue(before);
    endpoint.kill();
    Await.until("proved", () -> count(endpoint, Outcome.Refused.class) >= 2);
  }

  @Test
  void a_certificate_that_is_wrong_is_a_bad_answer_that_says_why(@TempDir Path directory)
      throws Exception {
    Certificates certificates = Certificates.in(directory);
    Certificates.Issued ours = certificates.issue("api.example.test");
    Certificates.Issued forAnother = certificates.issue("other.example.test");

    assertThat(badAnswer(secured(forAnother), ours.certificate())).contains("certification path");
    assertThat(badAnswer(secured(forAnother), forAnother.certificate()))
        .contains("api.example.test");
  }

  private String badAnswer(LoopbackEndpoint endpoint, Path authority) throws Exception {
    seen.clear();
    out.add(endpoint.endpoint().id());
    prober(https(authority), endpoint).tick();
    Await.until("refused", () -> !seen.isEmpty());
    Outcome outcome = seen.element().outcome();
    endpoint.close();
    assertThat(outcome).isInstanceOf(Outcome.BadAnswer.class);
    assertThat(outcome.text()).startsWith("certificate: ");
    return outcome.text();
  }

  @Test
  void a_peer_that_never_shakes_hands_is_timed_out() throws Exception {
    LoopbackEndpoint endpoint = endpoint("127.0.9.1");
    endpoint.answer = LoopbackEndpoint.HANG;
    out.add(endpoint.endpoint().id());
    ProbePolicy policy =
        policy(
            new ProbePolicy.Manner.Https(
                new ProbePolicy.Paths("/", null), new TlsTrust(null, "api.example.test")));

    prober(policy, endpoint).tick();

    Await.until("timed out", () -> count(endpoint, Outcome.TimedOut.class) == 1);
  }

  @Test
  void probes_leave_from_the_source_that_is_set() throws Exception {
    LoopbackEndpoint endpoint = endpoint("127.0.9.1");
    ProbePolicy plain = policy(http());

    prober(from(plain, "127.0.9.77"), endpoint).tick();
    Await.until("healthy", () -> count(endpoint, Outcome.Healthy.class) == 1);

    assertThat(endpoint.lastPeer).isEqualTo(InetAddress.ofLiteral("127.0.9.77"));
  }

  @Test
  void a_source_that_is_not_ours_is_no_evidence_against_the_endpoint() throws Exception {
    LoopbackEndpoint endpoint = endpoint("127.0.9.1");

    prober(from(policy(http()), "192.0.2.1"), endpoint).tick();

    Await.until("not asked", () -> count(endpoint, Outcome.NotAsked.class) == 1);
  }

  private static ProbePolicy from(ProbePolicy policy, String source) {
    return new ProbePolicy(
        policy.rhythm(),
        policy.manner(),
        InetAddress.ofLiteral(source),
        policy.timeouts(),
        policy.reprobes());
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
    AdaptiveTimeout timeout = AdaptiveTimeout.untaught(TIMEOUTS);
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
