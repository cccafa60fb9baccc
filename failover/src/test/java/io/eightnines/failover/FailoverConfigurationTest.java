package io.eightnines.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropwizard.jackson.Jackson;
import io.dropwizard.jersey.validation.Validators;
import io.eightnines.config.StrictConfigurationFactory;
import io.eightnines.failover.detect.DetectorPolicy;
import io.eightnines.failover.detect.HoldDown;
import io.eightnines.failover.dns.NameServer;
import io.eightnines.failover.dns.TcpLimits;
import io.eightnines.failover.dns.UdpThreads;
import io.eightnines.failover.dns.guard.CookieSecret;
import io.eightnines.failover.dns.guard.Prefix;
import io.eightnines.failover.dns.guard.RateLimit;
import io.eightnines.failover.dns.guard.ShieldPolicy;
import io.eightnines.failover.dns.transfer.TransferPolicy;
import io.eightnines.failover.fleet.RegionId;
import io.eightnines.failover.network.Network;
import io.eightnines.failover.probe.Certificates;
import io.eightnines.failover.probe.ProbePolicy;
import io.eightnines.failover.probe.Reprobes;
import io.eightnines.failover.probe.TlsTrust;
import io.eightnines.failover.publish.ProviderSettings;
import io.eightnines.failover.zone.Service;
import io.eightnines.failover.zone.Zone;
import io.eightnines.log.Replica;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

class FailoverConfigurationTest {
  @TempDir Path directory;

  private static final String TSIG_SECRET = "c2VjcmV0IGZvciB0ZXN0cyBvbmx5ISEhISEhISEhISE=";

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
        serial: 17
        records: ["www 60 CNAME draws"]
      geo: {networks: {r2: [192.0.2.0/24, "2001:db8::/32"]}}
      dns:
        address: "::1"
        port: 5353
        udpThreads: 3
        udpBatch: 7
        tcpIdle: 2s
        tcpConnections: 9
        tcpConnectionsPerClient: 8
        guard:
          rateLimit: {enabled: true, perSecond: 5, burst: 6, slip: 7, buckets: 1024}
          ipv4Prefix: 25
          ipv6Prefix: 48
          trusted: [10.0.0.0/8]
          maxAmplification: 4
          cookieSecretFile: SECRETS
      probe:
        kind: https
        interval: 200ms
        path: /up
        deepPath: /deep
        deepInterval: 400ms
        source: 127.0.3.1
        timeoutFloor: 70ms
        timeoutCap: 800ms
        stagger: 50ms
        tls: {authority: AUTHORITY, serverName: api.example.org}
      detector:
        tripAfter: 4
        tripAfterRefused: 1
        tripSpan: 500ms
        errorShare: {shaky: 8, steady: 3, out: 20, shakyMinimum: 4s}
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

    Zone zone = least.zone().read();
    assertThat(zone.service())
        .isEqualTo(new Service(Name.fromString("api.example.test."), Duration.ofSeconds(5), 2));
    assertThat(zone.soa(0).getMinimum()).isEqualTo(5);
    assertThat(zone.serial()).isZero();
    assertThat(least.geo().isEmpty()).isTrue();
    assertThat(least.dns())
        .isEqualTo(
            new NameServer.Listen(
                InetAddress.ofLiteral("127.0.3.1"),
                53,
                new UdpThreads(Math.min(Runtime.getRuntime().availableProcessors(), 8), 32),
                new TcpLimits(Duration.ofSeconds(10), 256, 32)));
    assertThat(least.guard().toPolicy())
        .isEqualTo(
            new ShieldPolicy(
                Optional.of(new RateLimit(1000, 2000, 1, 65_536)),
                new Prefix(24, 56),
                List.of(Network.parseAny("127.0.0.0/8"), Network.parseAny("::1")),
                3));
    assertThat(least.probe())
        .isEqualTo(
            new ProbePolicy(
                new ProbePolicy.Rhythm(
                    Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMillis(50)),
                new ProbePolicy.Manner.Http(new ProbePolicy.Paths("/health/ready", null)),
                null,
                new ProbePolicy.Timeouts(Duration.ofMillis(60), Duration.ofMillis(150)),
                new Reprobes(6, 2, Duration.ofMillis(220), Duration.ofMillis(40))));
    assertThat(least.detector())
        .isEqualTo(
            new DetectorPolicy(
                new DetectorPolicy.Trip(6, 2, Duration.ofMillis(220)),
                new DetectorPolicy.Share(6, 2, 11, Duration.ofSeconds(2)),
                new DetectorPolicy.Return(5, Duration.ofSeconds(10)),
                new HoldDown.Policy(
                    Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofMinutes(10)),
                Duration.ofMillis(50)));
  }

  @Test
  void empty_sections_have_the_same_defaults_as_absent_ones() throws Exception {
    FailoverConfiguration empty =
        read(LEAST + "probe: {}\ndetector: {holdDown: {}, errorShare: {}}\n");

    assertThat(empty.probe()).isEqualTo(read(LEAST).probe());
    assertThat(empty.detector()).isEqualTo(read(LEAST).detector());
  }

  @Test
  void every_key_can_be_set() throws Exception {
    Path authority = Certificates.in(directory).issue("api.example.org").certificate();
    Path secrets = directory.resolve("cookies");
    Files.writeString(secrets, "00112233445566778899aabbccddeeff\n");
    Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rw-------"));
    FailoverConfiguration all =
        read(
            EVERY_KEY
                .replace("AUTHORITY", authority.toString())
                .replace("SECRETS", secrets.toString()));

    assertThat(all.stateDirectory()).isEqualTo(Path.of("/state"));
    Zone zone = all.zone().read();
    assertThat(zone.name()).isEqualTo(Name.fromString("example.org."));
    assertThat(zone.soa(0).getHost()).isEqualTo(Name.fromString("a.example.org."));
    assertThat(zone.soa(0).getAdmin()).isEqualTo(Name.fromString("ops.example.org."));
    assertThat(zone.soa(0).getMinimum()).isEqualTo(4);
    assertThat(zone.serial()).isEqualTo(17);
    assertThat(zone.at(Name.fromString("www.example.org."), Type.CNAME)).hasSize(1);
    assertThat(zone.service())
        .isEqualTo(new Service(Name.fromString("draws.example.org."), Duration.ofSeconds(3), 3));
    assertThat(all.geo().regions()).containsExactly(new RegionId("r2"));
    assertThat(all.dns())
        .isEqualTo(
            new NameServer.Listen(
                InetAddress.ofLiteral("::1"),
                5353,
                new UdpThreads(3, 7),
                new TcpLimits(Duration.ofSeconds(2), 9, 8)));
    assertThat(all.guard().toPolicy())
        .isEqualTo(
            new ShieldPolicy(
                Optional.of(new RateLimit(5, 6, 7, 1024)),
                new Prefix(25, 48),
                List.of(Network.parseAny("10.0.0.0/8")),
                4));
    assertThat(all.guard().toSecrets(new SplittableRandom(1), () -> 0).get())
        .containsExactly(CookieSecret.parse("00112233445566778899aabbccddeeff"));
    assertThat(all.probe())
        .isEqualTo(
            new ProbePolicy(
                new ProbePolicy.Rhythm(
                    Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofMillis(20)),
                new ProbePolicy.Manner.Https(
                    new ProbePolicy.Paths("/up", "/deep"),
                    new TlsTrust(authority, "api.example.org")),
                InetAddress.ofLiteral("127.0.3.1"),
                new ProbePolicy.Timeouts(Duration.ofMillis(70), Duration.ofMillis(800)),
                new Reprobes(4, 1, Duration.ofMillis(500), Duration.ofMillis(50))));
    assertThat(all.detector())
        .isEqualTo(
            new DetectorPolicy(
                new DetectorPolicy.Trip(4, 1, Duration.ofMillis(500)),
                new DetectorPolicy.Share(8, 3, 20, Duration.ofSeconds(4)),
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
          dns: {              | dns: {udpThreads: 0,  | dns.udpThreads is 0
          dns: {              | dns: {tcpConnections: 9, tcpConnectionsPerClient: 10, | expected 1 to tcpConnections, 9
          dns: {              | dns: {tcpIdle: 0s,    | tcpIdle is
          dns: {              | dns: {guard: {trusted: [10.0.0.1/8]}, | trusted[0] is '10.0.0.1/8', expected a network
          dns: {              | dns: {guard: {trusted: [localhost]},  | trusted[0] is 'localhost', expected a network
          dns: {              | dns: {guard: {rateLimit: {perSecond: 0}}, | perSecond is 0
          dns: {              | dns: {guard: {rateLimit: {buckets: 1025}}, | expected a power of 2
          dns: {              | dns: {guard: {ipv4Prefix: 33},  | ipv4Prefix is 33
          dns: {              | dns: {guard: {maxAmplification: 1}, | maxAmplification is 1
          dns: {              | dns: {guard: {cookieSecretFile: /none}, | cookieSecretFile is /none
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
          detector: {holdDown: {first: 6m}}        | holdDown.first
          probe: {deepPath: deep}                  | deepPath is 'deep'
          probe: {deepInterval: 150ms}             | expected a multiple of the interval
          probe: {source: localhost}               | source is 'localhost'
          probe: {stagger: 0ms}                    | stagger is
          probe: {kind: https}                     | probe.tls is missing
          probe: {tls: {serverName: a.example}}    | expected it with kind https only
          probe: {kind: tcp, deepPath: /deep}      | expected none with kind tcp
          probe: {kind: https, tls: {}}            | tls.serverName is missing
          probe: {kind: https, tls: {authority: /none.pem, serverName: a}} | tls.authority is /none
          probe: {interval: 120ms}                 | expected at least twice probe.interval
          detector: {errorShare: {shaky: 11}}      | shaky < out
          detector: {tripSpan: -1ms}               | tripSpan
          """)
  void bounds_that_contradict_each_other_are_refused(String section, String message) {
    assertThatThrownBy(() -> read(LEAST + section + "\n")).hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          records: [www A 1.2.3]              | records[0]
          records: [www, x A 192.0.2.1]       | records[0]
          records: [api A 192.0.2.1]          | records[0]: api.example.test. A: expected no such
          records: [$TTL 5]                   | records[0] is '$TTL 5', expected one record
          serial: -1                          | serial is -1, expected 0 to 4294967295
          negativeTtl: 2d                     | negativeTtl is PT48H, expected whole seconds
          answers: 33                         | answers is 33, expected 1 to 32
          file: /none.zone                    | expected none of them beside file
          """)
  void a_zone_that_cannot_be_is_refused_at_its_place(String key, String message) {
    assertThatThrownBy(
            () -> read(LEAST.replace("  name: example.test", "  name: example.test\n  " + key)))
        .hasMessageContaining(message);
  }

  @Test
  void a_zone_file_is_read_with_the_configuration() throws Exception {
    Path file = directory.resolve("example.zone");
    String yaml = LEAST.replaceAll("(?s)  primary:.*?dns:", "  file: " + file + "\ndns:");
    String zone = "$TTL 60\n@ SOA ns1 ops 7 60 15 604800 5\n@ NS ns1\nns1 A 127.0.3.1\n";

    Files.writeString(file, zone);
    assertThat(read(yaml).zone().read().serial()).isEqualTo(7);
    Files.writeString(file, zone + "www A none\n");
    assertThatThrownBy(() -> read(yaml)).hasMessageContaining("file: " + file + ":5: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {aws-us-east-1: [10.0.0.1/8]}            | networks.aws-us-east-1[0] is '10.0.0.1/8'
          {aws-us-east-1: [10.0.0.0/8, 10.0.0.0/8]} | networks: 10.0.0.0/8 is given to
          {aws-us-east-2: [10.0.0.0/8]}            | region 'aws-us-east-2' has no endpoint
          {aws-us-east-1: }                        | geo.networks.aws-us-east-1: has no value
          """)
  void a_table_of_networks_that_cannot_be_is_refused(String networks, String message) {
    assertThatThrownBy(() -> read(LEAST + "geo: {networks: " + networks + "}\n"))
        .hasMessageContaining(message);
  }

  @Test
  void the_same_address_twice_is_refused() {
    String twice = "  - {region: other, address: 127.0.1.1, port: 81, weight: 1}\n";

    assertThatThrownBy(() -> read(LEAST + twice))
        .hasMessageContaining("address 127.0.1.1 is given twice");
  }

  private static String group(String more) {
    return LEAST
        + """
        replication:
          self: ns1
          members:
            - {name: ns1, address: 127.0.3.1, port: 9873}
            - {name: ns2, address: 127.0.3.2, port: 9873}
            - {name: ns3, address: 127.0.3.3, port: 9873}
          tls: {certificate: ns1.pem, key: ns1.key, authority: ca.pem}
        """
        + more;
  }

  @Test
  void a_daemon_stands_for_election_unless_its_file_says_that_it_joins() throws Exception {
    Replica begins = read(group("")).replica();
    Replica joins = read(group("  joins: true\n")).replica();

    assertThat(begins.joins()).isFalse();
    assertThat(joins.joins()).isTrue();
    assertThat(joins.members()).hasSize(3).isEqualTo(begins.members());
  }

  @Test
  void a_member_stands_at_the_address_of_one_machine() {
    assertThatThrownBy(() -> read(group("").replace("127.0.3.2", "0.0.0.0")))
        .hasMessageContaining("address is '0.0.0.0', expected the address of one machine");
  }

  private static final String HASH = "0123456789abcdef".repeat(4);

  @Test
  void operators_are_known_by_name_role_and_hash() throws Exception {
    String yaml =
        LEAST
            + "operators: [{name: alice, role: OPERATOR, tokenSha256: %s}]\n".formatted(HASH)
            + "server: {applicationConnectors: [{type: http, bindHost: 127.0.3.1, port: 0}]}\n";

    assertThat(read(yaml).isTokenSafe()).isTrue();
    assertThatThrownBy(() -> read(yaml.replace("127.0.3.1, port: 0", "192.0.2.1, port: 0")))
        .hasMessageContaining("because operators send tokens");
    assertThat(
            read(yaml.replace("127.0.3.1, port: 0", "192.0.2.1, port: 0")
                    + "insecurePlainHttp: true\n")
                .isTokenSafe())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {name: alice, role: OPERATOR}                      | tokenSha256
          {name: alice, role: KING, tokenSha256: HASH}       | role
          {name: Alice, role: VIEWER, tokenSha256: HASH}     | operator is 'Alice'
          {name: alice, role: VIEWER, tokenSha256: sesame}   | expected 64 hex digits
          {name: alice, role: VIEWER, token: x}              | token: unknown key
          """)
  void an_operator_who_cannot_be_known_is_refused(String section, String message) {
    assertThatThrownBy(() -> read(LEAST + "operators: [" + section.replace("HASH", HASH) + "]\n"))
        .hasMessageContaining(message);
  }

  @Test
  void two_operators_with_one_token_are_refused() {
    String one = "{name: %s, role: OPERATOR, tokenSha256: " + HASH + "}";

    assertThatThrownBy(() ->
            read(
                LEAST
                    + "operators: [%s, %s]\n"
                        .formatted(one.formatted("alice"), one.formatted("bob"))))
        .hasMessageContaining("tokenSha256 of bob is another's too");
  }

  private Path tsigKey() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("tsig.key"), "hmac-sha256:publisher:" + TSIG_SECRET + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void secondaries_are_read_and_show_no_secret() throws Exception {
    String yaml =
        LEAST.replace(
            "dns: {",
            """
            dns:
              {transfer: {atOnce: 3, perMinute: 30, visibleWithin: 9s, secondaries: [
                {name: knot, address: 192.0.2.53, keyFile: KEY},
                {name: far, address: "2001:db8::53", port: 5353, keyFile: KEY,
                 from: [198.51.100.0/24, "2001:db8::54"]}]},\
            """
                .replace("KEY", tsigKey().toString()));

    FailoverConfiguration all = read(yaml);
    TransferPolicy policy = all.transfer().toPolicy();

    assertThat(policy.atOnce()).isEqualTo(3);
    assertThat(policy.perMinute()).isEqualTo(30);
    assertThat(all.transfer().visibleWithin().toJavaDuration()).isEqualTo(Duration.ofSeconds(9));
    assertThat(policy.secondaries())
        .extracting(each -> each.name() + " " + each.address() + " " + each.from())
        .containsExactly(
            "knot /192.0.2.53:53 [192.0.2.53/32]",
            "far /[2001:db8:0:0:0:0:0:53]:5353 [198.51.100.0/24, 2001:db8:0:0:0:0:0:54/128]");
    assertThat(policy.toString() + all.transfer()).doesNotContain(TSIG_SECRET);
    assertThat(read(LEAST).transfer().toPolicy().secondaries()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          secondaries: [{name: a, address: "::1"}]                | secondaries[0].keyFile
          secondaries: [{name: A, address: "::1", keyFile: KEY}]  | name is 'A'
          secondaries: [{name: a, address: host, keyFile: KEY}]   | address is 'host'
          secondaries: [{name: a, address: "::1", keyFile: /none}] | keyFile /none cannot be read
          secondaries: [{name: a, address: "::1", keyFile: KEY, port: 0}] | secondaries[0].port is 0
          secondaries: [{name: a, address: "::1", keyFile: KEY, from: [10.0.0.1/8]}] | from[0] is '10.0.0.1/8'
          secondaries: [{name: a, address: "::1", keyFile: KEY}, {name: a, address: "::2", keyFile: KEY}] | name a is given twice
          atOnce: 0                                               | atOnce is 0, expected 1 to 64
          perMinute: 6001                                         | perMinute is 6001, expected 1 to 6000
          visibleWithin: 0s                                       | visibleWithin is
          """)
  void a_transfer_that_cannot_be_is_refused(String section, String message) throws Exception {
    String yaml =
        LEAST.replace(
            "dns: {", "dns: {transfer: {" + section.replace("KEY", tsigKey().toString()) + "}, ");

    assertThatThrownBy(() -> read(yaml)).hasMessageContaining(message);
  }

  @Test
  void publishers_are_read_and_show_no_secret() throws Exception {
    String yaml =
        LEAST
            + """
            publishers:
              - name: aws
                route53:
                  zoneId: Z0123456789
                  loadBalancers:
                    - {endpoint: 127.0.1.1, dnsName: LB.example.test, zoneId: Z35SXDOTRQ7X7K}
                servers: [{address: 192.0.2.53}]
              - {name: google, cloudDns: {project: p, zone: z}, onDrift: OVERWRITE}
              - {name: knot, rfc2136: {server: "::1", port: 5353, keyFile: KEY}, visibleWithin: 1s}
            """
                .replace("KEY", tsigKey().toString());

    List<ProviderSettings> publishers = read(yaml).publishers();

    assertThat(publishers)
        .extracting(ProviderSettings::name)
        .containsExactly("aws", "google", "knot");
    assertThat(publishers)
        .extracting(ProviderSettings::overwrites)
        .containsExactly(false, true, false);
    assertThat(publishers.get(0).at().toString()).contains("lb.example.test.");
    assertThat(publishers.get(0).servers()).hasSize(1);
    assertThat(publishers.get(2).times().visible()).isEqualTo(Duration.ofSeconds(1));
    assertThat(publishers.toString()).doesNotContain(TSIG_SECRET);
    assertThat(read(LEAST).publishers()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {name: a}                                              | expected exactly one of them
          {name: a, route53: {zoneId: Z1}, cloudDns: {project: p, zone: z}} | has 2 of route53
          {name: A, route53: {zoneId: Z1}}                       | name is 'A'
          {name: a, route53: {zoneId: example.test}}             | zoneId is 'example.test'
          {name: a, route53: {zoneId: Z1, secretKey: x}}         | secretKey: unknown key
          {name: a, route53: {zoneId: Z1, endpoint: "http://192.0.2.1"}} | expected https, or http on
          {name: a, rfc2136: {server: "::1", keyFile: /none.key}} | keyFile /none.key cannot be read
          {name: a, route53: {zoneId: Z1}}, {name: a, route53: {zoneId: Z2}} | name a is given twice
          {name: a, route53: {zoneId: Z1}}, {name: b, route53: {zoneId: Z1}} | one publisher for each
          """)
  void a_publisher_that_cannot_be_is_refused(String sections, String message) {
    assertThatThrownBy(() -> read(LEAST + "publishers: [" + sections + "]\n"))
        .hasMessageContaining(message);
  }

  @Test
  void virtual_threads_are_refused() {
    assertThatThrownBy(() -> read(LEAST + "server: {enableVirtualThreads: true}\n"))
        .hasMessageContaining("server.enableVirtualThreads: expected false");
  }
}
