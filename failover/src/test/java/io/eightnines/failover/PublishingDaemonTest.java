package io.eightnines.failover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.testing.DropwizardTestSupport;
import io.eightnines.failover.journal.Replay;
import io.eightnines.failover.operate.Credentials;
import io.eightnines.failover.probe.LoopbackEndpoint;
import io.eightnines.failover.publish.update.NameServers;
import io.eightnines.failover.publish.update.TsigFile;
import io.eightnines.time.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

/** The whole daemon with a provider: Knot, which takes updates. */
class PublishingDaemonTest {
  private static final String HOST = "127.0.3.11";
  private static final String TOKEN = "a-token-that-is-for-this-test-alone";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir Path directory;

  private final List<LoopbackEndpoint> endpoints = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> answers = new ArrayList<>();
  private NameServers knot;
  private boolean stopped;
  private DropwizardTestSupport<FailoverConfiguration> daemon;

  @BeforeEach
  void start() throws Exception {
    knot = NameServers.knot(Files.createDirectory(directory.resolve("knot")));
    for (String address : List.of("127.0.8.21", "127.0.8.22", "127.0.8.23")) {
      endpoints.add(new LoopbackEndpoint(address));
    }
    daemon = new DropwizardTestSupport<>(FailoverApplication.class, configuration().toString());
    daemon.before();
  }

  @AfterEach
  void stop() throws Exception {
    if (daemon != null && !stopped) {
      daemon.after();
    }
    for (LoopbackEndpoint endpoint : endpoints) {
      endpoint.close();
    }
    if (knot != null) {
      knot.close();
    }
  }

  private Path configuration() throws IOException {
    StringBuilder yaml =
        new StringBuilder(
            """
            stateDirectory: %1$s/state
            zone:
              name: example.test
              primary: ns1.example.test
              contact: ops.example.test
              nameServers: [{name: ns1.example.test, address: %2$s}]
            dns:
              address: %2$s
              port: 0
              transfer: {secondaries: [{name: none, address: 127.0.0.1, port: 9, keyFile: %4$s}]}
            detector: {returnMinimum: 500ms, holdDown: {first: 100ms, cap: 1s}}
            publishers:
              - name: knot
                rfc2136: {server: 127.0.0.1, port: %3$d, keyFile: %4$s}
                servers: [{address: 127.0.0.1, port: %3$d}]
                driftCheck: 1s
            operators: [{name: alice, role: OPERATOR, tokenSha256: %5$s}]
            server:
              applicationConnectors: [{type: http, bindHost: %2$s, port: 0}]
              adminConnectors: [{type: http, bindHost: %2$s, port: 0}]
            logging:
              level: INFO
              loggers: {io.eightnines: DEBUG, org.xbill: DEBUG, org.apache.ratis: DEBUG}
              appenders: [{type: file, currentLogFilename: %1$s/daemon.log, archive: false}]
            endpoints:
            """
                .formatted(
                    directory,
                    HOST,
                    knot.address().getPort(),
                    knot.keyFile(),
                    Credentials.sha256(TOKEN)));
    for (LoopbackEndpoint each : endpoints) {
      yaml.append(
          "  - {region: local, address: %s, port: %d, weight: 100}%n"
              .formatted(each.endpoint().id(), each.endpoint().port()));
    }
    return Files.writeString(directory.resolve("failover.yml"), yaml);
  }

  private String get(int port, String path) throws Exception {
    return send(HttpRequest.newBuilder(uri(port, path)).GET());
  }

  private JsonNode json(String path) throws Exception {
    return new ObjectMapper().readTree(get(daemon.getLocalPort(), path));
  }

  private String metrics() throws Exception {
    return get(daemon.getAdminPort(), "/metrics");
  }

  private static URI uri(int port, String path) {
    return URI.create("http://" + HOST + ":" + port + path);
  }

  private String send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer =
        client.send(
            request.header("Authorization", "Bearer " + TOKEN).build(),
            HttpResponse.BodyHandlers.ofString());
    answers.add(answer.body());
    return answer.body();
  }

  private Set<String> served() throws IOException {
    Message query =
        Message.newQuery(Record.newRecord(NameServers.OWNER.service(), Type.A, DClass.IN));
    query.getHeader().unsetFlag(Flags.RD);
    SimpleResolver resolver = new SimpleResolver(knot.address());
    resolver.setTimeout(PATIENCE);
    Set<String> addresses = new TreeSet<>();
    resolver
        .send(query)
        .getSection(Section.ANSWER)
        .forEach(record -> addresses.add(record.rdataToString()));
    return addresses;
  }

  private void awaitServed(String... addresses) throws Exception {
    try {
      Await.until("Knot serves " + List.of(addresses), () -> served().equals(Set.of(addresses)));
    } catch (AssertionError e) {
      throw new AssertionError(served() + " " + json("/status"), e);
    }
  }

  private List<String> healths() throws Exception {
    return json("/status").at("/plan/endpoints").findValuesAsText("health");
  }

  private List<String> alerts() throws Exception {
    return json("/status").path("alerts").findValuesAsText("name");
  }

  private List<String> journalled() throws Exception {
    return json("/v1/journal?since=1h")
        .path("lines")
        .valueStream()
        .filter(line -> line.has("publish"))
        .map(line -> line.at("/events/0").asText())
        .toList();
  }

  @Test
  void a_plan_is_published_read_back_and_journalled_drift_is_mended_and_no_secret_is_shown()
      throws Exception {
    Await.until("all are up", () -> healths().equals(List.of("UP", "UP", "UP")));
    endpoints.get(0).kill();
    awaitServed("127.0.8.22", "127.0.8.23");
    Await.until("it is read back", () -> standing().equals("CURRENT"));

    long generation = json("/v1/dns/plan").path("generation").asLong();
    assertThat(json("/v1/dns/plan").at("/publishers/0/records/0").asText())
        .contains("127.0.8.22 127.0.8.23");
    assertThat(json("/v1/dns/diff").at("/publishers/0/missing")).isEmpty();
    assertThat(generation).isPositive();
    assertThat(metrics())
        .contains("failover_publisher_rounds_total{publisher=\"knot\",outcome=\"written\",}")
        .contains("failover_publisher_visible_seconds_count{publisher=\"knot\",server=\"127.0.0.1#")
        .contains("failover_alert{name=\"PUBLISHER_DRIFTED\",} 0.0");

    somebodyElseAdds("192.0.2.9");
    Await.until("the alert", () -> alerts().contains("PUBLISHER_DRIFTED"));
    assertThat(metrics()).contains("failover_alert{name=\"PUBLISHER_DRIFTED\",} 1.0");
    assertThat(json("/v1/dns/diff").at("/publishers/0/foreign").toString()).contains("192.0.2.9");
    String published =
        send(
            HttpRequest.newBuilder(uri(daemon.getLocalPort(), "/v1/dns/publish"))
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"reason\":\"mend it\",\"overwrite\":true,\"dryRun\":false}")));
    assertThat(published).contains("WRITTEN");
    awaitServed("127.0.8.22", "127.0.8.23");
    Await.until("relief", () -> !alerts().contains("PUBLISHER_DRIFTED"));
    assertThat(metrics()).contains("failover_alert{name=\"PUBLISHER_DRIFTED\",} 0.0");

    Await.until(
        "the journal has it all",
        () ->
            String.join("\n", journalled())
                .matches(
                    "(?s).*WRITTEN\\n.*VISIBLE, at 127.0.0.1#.*DRIFTED, .*192.0.2.9.*"
                        + "WRITTEN, by alice: mend it.*"));
    answers.add(daemon.getConfiguration().publishers().toString());
    answers.add(daemon.getConfiguration().transfer().toString());
    daemon.after();
    stopped = true;
    Replay.Result replay = Replay.run(directory.resolve("state/journal"), plan -> {});
    assertThat(replay.fault()).isEmpty();
    assertThat(replay.plans()).isPositive();
    assertNoSecret();
  }

  private String standing() throws Exception {
    return json("/status").at("/publishers/0/servers/0/standing").asText();
  }

  private void somebodyElseAdds(String address) throws Exception {
    Update update = new Update(NameServers.ZONE);
    update.add(NameServers.OWNER.service(), Type.A, 5, address);
    SimpleResolver resolver = new SimpleResolver(knot.address());
    resolver.setTSIGKey(TsigFile.read(knot.keyFile()));
    resolver.setTimeout(PATIENCE);
    assertThat(resolver.send(update).getRcode()).isEqualTo(Rcode.NOERROR);
  }

  /** In whatever form: as it stands in the file, as bytes, or as the hex that a dump shows. */
  private void assertNoSecret() throws IOException {
    String base64 = NameServers.KEY.split(":", -1)[2];
    byte[] secret = Base64.getDecoder().decode(base64);
    List<String> forms =
        List.of(
            TOKEN,
            base64,
            new String(secret, StandardCharsets.ISO_8859_1),
            HexFormat.of().formatHex(secret));
    List<Path> files = new ArrayList<>(List.of(directory.resolve("daemon.log")));
    try (var all = Files.walk(directory.resolve("state"))) {
      all.filter(Files::isRegularFile).forEach(files::add);
    }
    assertThat(files).hasSizeGreaterThan(2);
    assertThat(Files.readString(files.getFirst())).contains("publisher knot: plan");
    for (Path file : files) {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      forms.forEach(form -> assertThat(text.contains(form)).as(file.toString()).isFalse());
    }
    forms.forEach(form -> assertThat(answers).noneMatch(answer -> answer.contains(form)));
  }
}
