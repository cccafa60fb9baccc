package io.eightnines.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.testing.DropwizardTestSupport;
import io.eightnines.failover.probe.LoopbackEndpoint;
import io.eightnines.time.Await;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The whole daemon against real endpoints on loopback addresses, seen through its own DNS. */
class FailoverDaemonTest {
  private static final InetAddress DNS = InetAddress.ofLiteral("127.0.3.8");

  @TempDir Path directory;

  private final List<LoopbackEndpoint> endpoints = new ArrayList<>();
  private int dnsPort;
  private DropwizardTestSupport<FailoverConfiguration> daemon;

  @BeforeEach
  void start() throws Exception {
    for (String address : List.of("127.0.8.1", "127.0.8.2", "127.0.8.3")) {
      endpoints.add(new LoopbackEndpoint(address));
    }
    try (DatagramSocket free = new DatagramSocket(new InetSocketAddress(DNS, 0))) {
      dnsPort = free.getLocalPort();
    }
    daemon = startDaemon();
  }

  @AfterEach
  void stop() throws Exception {
    daemon.after();
    for (LoopbackEndpoint endpoint : endpoints) {
      endpoint.close();
    }
  }

  private DropwizardTestSupport<FailoverConfiguration> startDaemon() throws Exception {
    DropwizardTestSupport<FailoverConfiguration> support =
        new DropwizardTestSupport<>(FailoverApplication.class, configuration("").toString());
    support.before();
    return support;
  }

  private Path configuration(String more) throws Exception {
    StringBuilder yaml =
        new StringBuilder(
            """
            stateDirectory: %s
            zone:
              name: example.test
              primary: ns1.example.test
              contact: ops.example.test
              nameServers: [{name: ns1.example.test, address: 127.0.3.8}]
            dns: {address: 127.0.3.8, port: %d}
            detector: {returnMinimum: 500ms, holdDown: {first: 100ms, cap: 1s}}
            server:
              applicationConnectors: [{type: http, bindHost: 127.0.3.8, port: 0}]
              adminConnectors: [{type: http, bindHost: 127.0.3.8, port: 0}]
            logging: {level: WARN}
            endpoints:
            """
                .formatted(directory.resolve("state"), dnsPort));
    for (LoopbackEndpoint each : endpoints) {
      yaml.append(
          "  - {region: local, address: %s, port: %d, weight: 100}%n"
              .formatted(each.endpoint().id(), each.endpoint().port()));
    }
    return Files.writeString(directory.resolve("failover.yml"), yaml + more);
  }

  private static Set<String> ask(int port) throws Exception {
    byte[] query =
        Message.newQuery(
                Record.newRecord(Name.fromConstantString("api.example.test."), Type.A, DClass.IN))
            .toWire();
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(20_000);
      socket.send(new DatagramPacket(query, query.length, DNS, port));
      DatagramPacket packet = new DatagramPacket(new byte[1232], 1232);
      socket.receive(packet);
      Message answer = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
      Set<String> addresses = new HashSet<>();
      answer.getSection(Section.ANSWER).forEach(record -> addresses.add(record.rdataToString()));
      return addresses;
    }
  }

  /** The union of many answers: each shows two of all that may be answered. */
  private Set<String> answered() throws Exception {
    Set<String> union = new HashSet<>();
    for (int i = 0; i < 60; i++) {
      union.addAll(ask(dnsPort));
    }
    return union;
  }

  private JsonNode status() throws Exception {
    return new ObjectMapper().readTree(get(daemon.getLocalPort(), "/status"));
  }

  private static String get(int port, String path) throws Exception {
    try (var in = URI.create("http://127.0.3.8:" + port + path).toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Stream<String> healths() throws Exception {
    return status().at("/plan/endpoints").valueStream().map(e -> e.get("health").asText());
  }

  private List<String> alerts() throws Exception {
    return status().at("/alerts").valueStream().map(alert -> alert.get("name").asText()).toList();
  }

  private void awaitHealths(String... expected) throws Exception {
    Await.until("healths " + List.of(expected), () -> healths().toList().equals(List.of(expected)));
  }

  @Test
  void a_killed_endpoint_leaves_the_answers_and_comes_back_after_a_restart() throws Exception {
    awaitHealths("UP", "UP", "UP");
    assertThat(answered()).containsExactlyInAnyOrder("127.0.8.1", "127.0.8.2", "127.0.8.3");

    endpoints.get(0).kill();
    awaitHealths("DOWN", "UP", "UP");
    assertThat(answered()).containsExactlyInAnyOrder("127.0.8.2", "127.0.8.3");
    assertThat(status().at("/plan/endpoints/0/effectiveWeight").asInt()).isZero();
    assertThat(status().at("/plan/endpoints/0/weight").asInt()).isEqualTo(100);
    assertThat(status().at("/plan/endpoints/0/reason").asText()).contains("refused");
    assertThat(status().at("/changes").toString()).contains("plan: ");

    endpoints.get(0).restart();
    awaitHealths("UP", "UP", "UP");
    assertThat(answered()).containsExactlyInAnyOrder("127.0.8.1", "127.0.8.2", "127.0.8.3");
    assertThat(get(daemon.getAdminPort(), "/metrics"))
        .contains("failover_publishes_total{result=\"published\",}");
  }

  @Test
  void an_endpoint_that_hangs_leaves_the_answers() throws Exception {
    awaitHealths("UP", "UP", "UP");

    endpoints.get(1).answer = LoopbackEndpoint.HANG;

    awaitHealths("UP", "DOWN", "UP");
    assertThat(answered()).containsExactlyInAnyOrder("127.0.8.1", "127.0.8.3");
  }

  @Test
  void when_all_are_killed_all_are_answered_and_an_alert_is_raised() throws Exception {
    awaitHealths("UP", "UP", "UP");
    endpoints.get(0).kill();
    awaitHealths("DOWN", "UP", "UP");

    endpoints.get(1).kill();
    awaitHealths("DOWN", "DOWN", "UP");
    assertThat(answered()).containsExactly("127.0.8.3");
    endpoints.get(2).kill();
    awaitHealths("DOWN", "DOWN", "DOWN");

    Await.until("an alert", () -> alerts().equals(List.of("ALL_DOWN")));
    assertThat(answered()).containsExactlyInAnyOrder("127.0.8.1", "127.0.8.2", "127.0.8.3");
    endpoints.get(0).restart();
    Await.until("relief", () -> alerts().equals(List.of("REDUNDANCY_LOST")));
    assertThat(answered()).containsExactly("127.0.8.1");
  }

  @Test
  void a_restart_serves_the_last_plan_before_it_has_seen_anything() throws Exception {
    awaitHealths("UP", "UP", "UP");
    endpoints.get(0).kill();
    awaitHealths("DOWN", "UP", "UP");
    long generation = status().at("/plan/generation").asLong();
    daemon.after();
    endpoints.get(0).restart();
    endpoints.get(0).answer = "HTTP/1.1 503 No\r\nEightnines-State: starting\r\n\r\n";

    daemon = startDaemon();

    assertThat(answered()).containsExactlyInAnyOrder("127.0.8.2", "127.0.8.3");
    assertThat(status().at("/plan/generation").asLong()).isGreaterThanOrEqualTo(generation);
    assertThat(status().at("/plan/rememberedAgeMillis").isNumber()).isTrue();
  }

  @Test
  void health_and_metrics_are_served() throws Exception {
    awaitHealths("UP", "UP", "UP");
    answered();

    assertThat(get(daemon.getLocalPort(), "/health/live")).contains("live");
    assertThat(get(daemon.getLocalPort(), "/health/ready")).contains("ready");
    assertThat(get(daemon.getAdminPort(), "/metrics"))
        .contains("failover_probes_total{endpoint=\"127.0.8.1\",outcome=\"healthy\",}")
        .contains("failover_probe_round_trip_seconds_bucket")
        .contains("failover_verdicts_total{endpoint=\"127.0.8.1\",to=\"UP\",}")
        .contains("failover_plan_generation")
        .contains("failover_dns_queries_total{transport=\"udp\",rcode=\"NOERROR\",}")
        .contains("failover_stage_seconds_bucket{stage=\"whole\"");
  }

  @Test
  void a_faulty_file_stops_the_program_before_any_port_is_bound() throws Exception {
    Path faulty = configuration("  - {region: local, address: 127.0.8.4, port: 1, weight: -1}\n");
    daemon.after();

    FailoverApplication program =
        new FailoverApplication() {
          @Override
          protected void onFatalError(Throwable t) {
            throw new IllegalStateException("the program ends: " + t.getMessage(), t);
          }
        };

    assertThatThrownBy(() -> program.run("server", faulty.toString()))
        .hasMessageContaining("weight is -1");

    new DatagramSocket(new InetSocketAddress(DNS, dnsPort)).close();
  }
}
