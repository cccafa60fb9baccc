package io.eightnines.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.jersey.validation.Validators;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import io.eightnines.client.draw.Limits;
import io.eightnines.config.StrictConfigurationFactory;
import io.eightnines.gateway.health.Claim;
import io.eightnines.gateway.health.HealthMonitor;
import io.eightnines.gateway.settings.DeviceSettings;
import io.eightnines.gateway.settings.HealthSettings;
import io.eightnines.gateway.settings.LedgerSettings;
import io.eightnines.gateway.settings.LimitSettings;
import io.eightnines.gateway.settings.PoolSettings;
import io.eightnines.gateway.settings.SigningSettings;
import io.eightnines.gateway.settings.SourceSettings;
import io.eightnines.http.CallerSettings;
import io.eightnines.log.Member;
import io.eightnines.log.Replica;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayConfigurationTest {

  private static final String HASH = "0123456789abcdef".repeat(4);

  private static final String LEAST =
      """
      site: site-a
      stateDirectory: /var/lib/eightnines
      callers:
        - {name: api, tokenSha256: %s}
      """
          .formatted(HASH);

  @Test
  void what_is_not_given_has_its_default() throws Exception {
    GatewayConfiguration read = read(LEAST);

    assertThat(read.devices())
        .containsExactly(
            new DeviceSettings(
                "generator-1",
                Optional.empty(),
                new SourceSettings.File("auto"),
                Duration.milliseconds(500),
                new HealthSettings(new HealthMonitor.Rules(new Claim(8, 8, 40), 1024, 65_536))));
    assertThat(read.pool())
        .isEqualTo(new PoolSettings(DataSize.mebibytes(1), DataSize.bytes(512), 2));
    assertThat(read.signing()).isEqualTo(new SigningSettings("signing.pem", false, List.of()));
    assertThat(read.limits().toLimits()).isEqualTo(Limits.PROTOCOL);
    assertThat(read.ledger())
        .isEqualTo(new LedgerSettings(1024, 256, 4, Duration.seconds(5), Duration.seconds(10)));
    assertThat(read.ledger().care())
        .isEqualTo(new LedgerSettings.Care(DataSize.mebibytes(256), 50));
    assertThat(read.shutdownNotice()).isEqualTo(Duration.milliseconds(500));
    assertThat(read.insecurePlainHttp()).isFalse();
    assertThat(read.isPlainHttpOnLoopbackOnly()).isTrue();
    assertThat(((DefaultServerFactory) read.getServerFactory()).isEnableVirtualThreads()).isFalse();
  }

  @Test
  void every_key_can_be_set() throws Exception {
    String key = "A".repeat(43);

    GatewayConfiguration read =
        read(
            """
            site: site-b
            stateDirectory: /data
            devices:
              - {id: noise-1, model: Quantum 7, path: /dev/hwrng, timeLimit: 50ms, health: {sampleBits: 1,
                  minEntropy: 0.9, alphaExponent: 48, startUpSamples: 2048, returnSamples: 4096}}
              - {id: noise-2, path: /dev/random}
              - {id: noise-3, http: {url: 'https://10.0.0.7/n?b={bytes}', authorizationFile: /run/a,
                  certificateSha256: %s}}
              - {id: noise-4, http: {url: 'http://10.0.0.8/', insecurePlainHttp: true}}
              - {id: noise-5, tcp: {host: 10.0.0.9, port: 4000, certificateSha256: %s}}
              - {id: noise-6, tcp: {host: noise, port: 4001, insecurePlainTcp: true}}
              - {id: noise-7, simulator: {faultFile: /run/fault}}
            pool: {size: 2MiB, chunk: 64B, mixed: 3}
            signing: {keyFile: /keys/k.pem, createIfMissing: true, retiredPublicKeys: [%s]}
            callers: [{name: a, tokenSha256: %s}, {name: b, tokenSha256: %s}]
            limits: {count: 1, permutation: 2, k: 3, n: 4, pools: 5, body: 5KiB}
            ledger: {queue: 6, batch: 7, readers: 8, patience: 9ms, drain: 10ms, care: {reserve: 11KiB, rowsPerSecond: 12}}
            shutdownNotice: 11ms
            insecurePlainHttp: true
            server: {applicationConnectors: [{type: http, bindHost: 0.0.0.0}]}
            """
                .formatted(HASH, HASH, key, HASH, HASH));

    assertThat(read.site()).isEqualTo("site-b");
    assertThat(read.stateDirectory()).isEqualTo(Path.of("/data"));
    assertThat(read.devices())
        .containsExactly(
            new DeviceSettings(
                "noise-1",
                Optional.of("Quantum 7"),
                new SourceSettings.File("/dev/hwrng"),
                Duration.milliseconds(50),
                new HealthSettings(new HealthMonitor.Rules(new Claim(1, 0.9, 48), 2048, 4096))),
            usual("noise-2", new SourceSettings.File("/dev/random")),
            usual(
                "noise-3",
                new SourceSettings.Http(
                    "https://10.0.0.7/n?b={bytes}",
                    Optional.of("/run/a"),
                    Optional.of(HASH),
                    false)),
            usual(
                "noise-4",
                new SourceSettings.Http(
                    "http://10.0.0.8/", Optional.empty(), Optional.empty(), true)),
            usual("noise-5", new SourceSettings.Tcp("10.0.0.9", 4000, Optional.of(HASH), false)),
            usual("noise-6", new SourceSettings.Tcp("noise", 4001, Optional.empty(), true)),
            usual("noise-7", new SourceSettings.Simulator(Optional.of("/run/fault"))));
    assertThat(read.pool())
        .isEqualTo(new PoolSettings(DataSize.mebibytes(2), DataSize.bytes(64), 3));
    assertThat(read.signing()).isEqualTo(new SigningSettings("/keys/k.pem", true, List.of(key)));
    assertThat(read.callers())
        .containsExactly(new CallerSettings("a", HASH), new CallerSettings("b", HASH));
    assertThat(read.limits()).isEqualTo(new LimitSettings(1, 2, 3, 4, 5, DataSize.kibibytes(5)));
    assertThat(read.ledger())
        .isEqualTo(
            new LedgerSettings(
                6,
                7,
                8,
                Duration.milliseconds(9),
                Duration.milliseconds(10),
                new LedgerSettings.Care(DataSize.kibibytes(11), 12),
                null));
    assertThat(read.shutdownNotice()).isEqualTo(Duration.milliseconds(11));
    assertThat(read.insecurePlainHttp()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pol: {size: 1MiB} | pol",
        "pool: {sise: 1MiB} | pool.sise",
        "pool: {size: 1KiB} | size must be",
        "ledger: {batch: 257} | batch must be",
        "ledger: {care: {rowsPerSecond: -1}} | care.rowsPerSecond must be 0 to 100000",
        "ledger: {care: {reserve: 2TiB}} | care.reserve, in bytes, must be 0 to",
        "limits: {count: 10001} | count 10001",
        "limits: {body: 17KiB} | bodyBytes",
        "devices: [] | devices",
        "devices: [{id: a}, {id: a}] | each id must be there once",
        "devices: [{id: Bad Name}] | id must be",
        "devices: [{id: a, path: relative}] | path must be",
        "devices: [{id: a, path: /dev/x}, {id: b, path: /dev/x}] | each source must be there once",
        "devices: [{id: a, path: auto}, {id: b, path: /dev/x}] | auto beside no other path",
        "devices: [{id: a, path: /dev/x, simulator: {}}] | one of path, http, tcp and simulator",
        "devices: [{id: a, http: {url: ftp://x/}}] | http.url must begin",
        "devices: [{id: a, http: {url: http://10.0.0.7/}}] | insecurePlainHttp",
        "devices: [{id: a, http: {url: https://x/, certificateSha256: aa}}] | 64 hex digits",
        "devices: [{id: a, tcp: {host: 127.0.0.1, port: 0}}] | tcp.port must be",
        "devices: [{id: a, tcp: {host: 10.0.0.7, port: 1}}] | insecurePlainTcp",
        "devices: [{id: a, tcp: {host: 127.0.0.1, port: 1, prot: 2}}] | prot",
        "devices: [{id: a, model: Best, simulator: {}}] | model must not be given",
        "devices: [{id: a, health: {minEntropy: 9}}] | minEntropy must be",
        "devices: [{id: a, health: {alphaExponent: 19}}] | alphaExponent must be",
        "devices: [{id: a, health: {startUpSamples: 1023}}] | startUpSamples must be",
        "devices: [{id: a, timeLimit: 0ms}] | timeLimit must be",
        "pool: {mixed: 0} | mixed must be",
        "signing: {retiredPublicKeys: [short]} | retiredPublicKeys must be",
        "signing: {createIfMising: true} | signing.createIfMising",
        "server: {applicationConnectors: [{type: http}]} | loopback",
        "server: {applicationConnectors: [{type: http, bindHost: 10.0.0.1}]} | insecurePlainHttp",
        "server: {adminConnectors: [{type: http, bindHost: 0.0.0.0}]} | insecurePlainHttp",
        "server: {type: simple, connector: {type: http}} | insecurePlainHttp"
      })
  void a_mistake_is_refused_by_name(String mistake, String named) {
    assertThatThrownBy(() -> read(LEAST + mistake)).hasMessageContaining(named);
  }

  private static final String GROUP =
      """
      ledger:
        group:
          self: b
          shards: 1
          members:
            - {name: a, address: 10.0.0.1, port: 9871}
            - {name: b, address: 10.0.1.1, port: 9872}
            - {name: c, address: 10.0.2.1, port: 9873}
          electionTimeout: {min: 200ms, max: 500ms}
          tls: {certificate: /tls/b.pem, key: /tls/b.key, authority: /tls/ca.pem}
      """;

  @Test
  void gateways_can_keep_the_ledger_together() throws Exception {
    Replica seat = read(LEAST + GROUP).ledger().seats().getFirst();

    assertThat(seat.self()).isEqualTo("b");
    assertThat(seat.members())
        .containsExactly(
            new Member("a", "10.0.0.1", 9871),
            new Member("b", "10.0.1.1", 9872),
            new Member("c", "10.0.2.1", 9873));
    assertThat(seat.policy().electionMax()).hasMillis(500);
    assertThat(seat.tls().orElseThrow().key()).isEqualTo(Path.of("/tls/b.key"));
    assertThat(read(LEAST).ledger().seats())
        .singleElement()
        .satisfies(lone -> assertThat(lone.members()).hasSize(1));
  }

  @Test
  void each_shard_of_the_ledger_has_its_group_at_ports_of_its_own() throws Exception {
    List<Replica> seats = read(LEAST + GROUP.replace("shards: 1", "shards: 4")).ledger().seats();

    assertThat(seats).hasSize(4);
    assertThat(seats.getLast().members())
        .containsExactly(
            new Member("a", "10.0.0.1", 9874),
            new Member("b", "10.0.1.1", 9875),
            new Member("c", "10.0.2.1", 9876));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "self: b | self: d | self must be one of the members",
        "name: c, | name: a, | members must have a once",
        "10.0.2.1 | 0.0.0.0 | address of 'c' must be",
        "10.0.2.1 | gateway.example | address of 'c' must be",
        "9873 | 0 | port of c must be",
        "min: 200ms | min: 1s | electionTimeout must be",
        "key: /tls/b.key, | '' | tls must have",
        "shards: 1 | shards: 0 | shards must be 1 to 16",
        "shards: 1 | shards: 17 | shards must be 1 to 16",
        "shards: 1 | shards: 4.5 | group.shards is 4.5",
        "9873 | 65536 | port of c must be"
      })
  void a_mistaken_group_is_refused_by_name(String right, String wrong, String named) {
    assertThatThrownBy(() -> read(LEAST + GROUP.replace(right, wrong))).hasMessageContaining(named);
  }

  @Test
  void ports_must_have_room_for_all_shards() {
    String four = GROUP.replace("shards: 1", "shards: 4");

    assertThatThrownBy(() -> read(LEAST + four.replace("9873", "65533")))
        .hasMessageContaining("port of c must leave room for 4 shards below 65536, is 65533");
    assertThatThrownBy(() -> read(LEAST + four.replace("10.0.2.1", "10.0.1.1")))
        .hasMessageContaining("port of c must be 4 or more above that of b at the same address");
  }

  @ParameterizedTest
  @ValueSource(strings = {"site", "stateDirectory", "callers"})
  void what_has_no_default_must_be_given(String key) {
    String without = LEAST.replaceAll("(?m)^" + key + ":.*\\R(  .*\\R)*", "");

    assertThatThrownBy(() -> read(without)).hasMessageContaining(key);
  }

  @Test
  void a_token_in_the_place_of_its_hash_is_refused() {
    assertThatThrownBy(() -> read(LEAST.replace(HASH, "a-token")))
        .hasMessageContaining("tokenSha256 must be 64 hex digits");
  }

  private static DeviceSettings usual(String id, SourceSettings source) {
    return new DeviceSettings(
        id, Optional.empty(), source, Duration.milliseconds(500), HealthSettings.DEFAULT);
  }

  private static GatewayConfiguration read(String yaml) throws Exception {
    return new StrictConfigurationFactory<>(
            GatewayConfiguration.class, Validators.newValidator(), Jackson.newObjectMapper(), "dw")
        .build(path -> new ByteArrayInputStream(yaml.getBytes(UTF_8)), "gateway.yml");
  }
}
