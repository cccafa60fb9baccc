package io.eightnines.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropwizard.jackson.Jackson;
import io.dropwizard.jersey.validation.Validators;
import io.eightnines.config.StrictConfigurationFactory;
import io.eightnines.failover.detect.DetectorPolicy;
import io.eightnines.failover.detect.HoldDown;
import io.eightnines.failover.dns.NameServer;
import io.eightnines.failover.probe.ProbePolicy;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Name;

class FailoverConfigurationTest {
  private static final String LEAST =
      """
      stateDirectory: /var/lib/eightnines
      zone:
        name: example.test
        primary: ns1.example.test
        contact: ops.example.test
        nameServers:
          - {name: ns1.example.test, address: 127.0.3.1}
      dns: {address: 127.0.3.1}
      endpoints:
        - {region: aws-us-east-1, address: 127.0.1.1, port: 8080, weight: 100}
      """;

  private static final String EVERY_KEY =
      """
      stateDirectory: /state
      zone:
        name: example.org
        primary: a.example.org
        contact: ops.example.org
        nameServers: [{name: a.example.org, address: "::1"}]
        ttl: 3s
        negativeTtl: 4s
        answers: 3
        service: draws
      dns: {address: "::1", port: 5353, tcpIdle: 2s, tcpConnections: 9}
      probe: {interval: 200ms, path: /up, timeoutFloor: 70ms, timeoutCap: 800ms}
      detector:
        tripAfter: 4
        tripAfterRefused: 1
        returnAfter: 6
        returnMinimum: 2s
        holdDown: {first: 3s, cap: 30s, decay: 5m}
        selfDoubt: 20ms
      endpoints:
        - {region: r1, address: 10.0.0.1, port: 1, weight: 0}
        - {region: r2, address: "fd00::1", port: 65535, weight: 1000}
      """;

  private static FailoverConfiguration read(String yaml) throws Exception {
    return new StrictConfigurationFactory<>(
            FailoverConfiguration.class, Validators.newValidator(), Jackson.newObjectMapper(), "dw")
        .build(path -> new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), "f.yml");
  }

  @Test
  void every_key_that_may_be_left_out_has_its_default() throws Exception {
    FailoverConfiguration least = read(LEAST);

    assertThat(least.zone().service()).isEqualTo(Name.fromString("api.example.test."));
    assertThat(least.zone().answers()).isEqualTo(2);
    assertThat(least.zone().lifetimes().positive()).isEqualTo(Duration.ofSeconds(5));
    assertThat(least.zone().lifetimes().negative()).isEqualTo(Duration.ofSeconds(5));
    assertThat(least.dns())
        .isEqualTo(
            new NameServer.Listen(
                InetAddress.ofLiteral("127.0.3.1"), 53, Duration.ofSeconds(10), 256));
    assertThat(least.probe())
        .isEqualTo(
            new ProbePolicy(
                Duration.ofMillis(100),
                "/health/ready",
                new ProbePolicy.Timeouts(Duration.ofMillis(60), Duration.ofMillis(150)),
                new ProbePolicy.Reprobes(3, 2)));
    assertThat(least.detector())
        .isEqualTo(
            new DetectorPolicy(
                new DetectorPolicy.Trip(3, 2),
                new DetectorPolicy.Return(5, Duration.ofMillis(500)),
                new HoldDown.Policy(
                    Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(60)),
                Duration.ofMillis(50)));
  }

  @Test
  void empty_sections_have_the_same_defaults_as_absent_ones() throws Exception {
    FailoverConfiguration empty = read(LEAST + "probe: {}\ndetector: {holdDown: {}}\n");

    assertThat(empty.probe()).isEqualTo(read(LEAST).probe());
    assertThat(empty.detector()).isEqualTo(read(LEAST).detector());
  }

  @Test
  void every_key_can_be_set() throws Exception {
    FailoverConfiguration all = read(EVERY_KEY);

    assertThat(all.stateDirectory()).isEqualTo(Path.of("/state"));
    assertThat(all.zone().apex().name()).isEqualTo(Name.fromString("example.org."));
    assertThat(all.zone().apex().primary()).isEqualTo(Name.fromString("a.example.org."));
    assertThat(all.zone().apex().contact()).isEqualTo(Name.fromString("ops.example.org."));
    assertThat(all.zone().apex().nameServers()).hasSize(1);
    assertThat(all.zone().service()).isEqualTo(Name.fromString("draws.example.org."));
    assertThat(all.zone().answers()).isEqualTo(3);
    assertThat(all.zone().lifetimes().positive()).isEqualTo(Duration.ofSeconds(3));
    assertThat(all.zone().lifetimes().negative()).isEqualTo(Duration.ofSeconds(4));
    assertThat(all.dns())
        .isEqualTo(
            new NameServer.Listen(InetAddress.ofLiteral("::1"), 5353, Duration.ofSeconds(2), 9));
    assertThat(all.probe())
        .isEqualTo(
            new ProbePolicy(
                Duration.ofMillis(200),
                "/up",
                new ProbePolicy.Timeouts(Duration.ofMillis(70), Duration.ofMillis(800)),
                new ProbePolicy.Reprobes(4, 1)));
    assertThat(all.detector())
        .isEqualTo(
            new DetectorPolicy(
                new DetectorPolicy.Trip(4, 1),
                new DetectorPolicy.Return(6, Duration.ofSeconds(2)),
                new HoldDown.Policy(
                    Duration.ofSeconds(3), Duration.ofSeconds(30), Duration.ofMinutes(5)),
                Duration.ofMillis(20)));
    assertThat(all.fleet().endpoints())
        .extracting(endpoint -> endpoint.region() + " " + endpoint.weight().value())
        .containsExactly("r1 0", "r2 1000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          weight: 100         | wieght: 100          | wieght: unknown key
          weight: 100         | weight: -1           | endpoints[0].weight is -1
          weight: 100         | weight: 1001         | endpoints[0].weight is 1001
          weight: 100         | weight: 0            | at least one with a weight above 0
          port: 8080          | port: 0              | endpoints[0].port is 0
          address: 127.0.1.1  | address: localhost   | expected a literal IPv4 or IPv6 address
          region: aws-us-east-1 | region: US East    | region is 'US East'
          dns: {address       | dns: {port: 5, addres | addres: unknown key
          stateDirectory: /var/lib/eightnines | {}: {} | stateDirectory
          """)
  void a_fault_is_refused_by_its_name(String right, String wrong, String message) {
    String yaml =
        wrong.startsWith("{}") ? LEAST.replace(right + "\n", "") : LEAST.replace(right, wrong);

    assertThatThrownBy(() -> read(yaml)).hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          probe: {timeoutFloor: 200ms}             | at most timeoutCap, 150 ms
          probe: {interval: 10ms}                  | at most 10 times the interval
          probe: {path: health}                    | path is 'health'
          detector: {tripAfter: 0}                 | tripAfter is 0, expected 1 or more
          detector: {holdDown: {first: 2m}}        | holdDown.first
          """)
  void bounds_that_contradict_each_other_are_refused(String section, String message) {
    assertThatThrownBy(() -> read(LEAST + section + "\n")).hasMessageContaining(message);
  }

  @Test
  void the_same_address_twice_is_refused() {
    String twice = "  - {region: other, address: 127.0.1.1, port: 81, weight: 1}\n";

    assertThatThrownBy(() -> read(LEAST + twice))
        .hasMessageContaining("address 127.0.1.1 is given twice");
  }
}
