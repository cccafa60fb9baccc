package io.eightnines.failover.publish.clouddns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eightnines.failover.publish.Allowance;
import io.eightnines.failover.publish.Mark;
import io.eightnines.failover.publish.Owner;
import io.eightnines.failover.publish.Plans;
import io.eightnines.failover.publish.ProviderContract;
import io.eightnines.failover.publish.ProviderPublisher;
import io.eightnines.failover.publish.ProviderPublisher.Outcome;
import io.eightnines.failover.publish.RecordSet;
import io.eightnines.failover.publish.Renderer;
import io.eightnines.failover.publish.Trouble;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Name;

/** Against a Cloud DNS that is as strict as its documents say that the real one is. */
class CloudDnsPublisherTest extends ProviderContract {
  private static final Owner OWNER = Owner.of(Name.fromConstantString("api.example.test."));

  private StrictCloudDns google;

  @BeforeEach
  void start() throws Exception {
    google = new StrictCloudDns();
    google.put(
        """
        {"name": "www.example.test.", "type": "A", "ttl": 60, "rrdatas": ["192.0.2.1"]}
        """);
  }

  @AfterEach
  void stop() {
    google.close();
  }

  @Override
  protected ProviderPublisher<?> provider(boolean overwrites) {
    return new ProviderPublisher<>(
        new CloudDnsRecords(
            CloudDnsClients.open(google.address()),
            new CloudDnsRecords.Zone("project", "zone"),
            OWNER,
            5,
            new Allowance(1_000_000, System::nanoTime, pause -> {})),
        Renderer.weighted(TERMS, CloudDnsRecords.MAX_WEIGHT, Map.of()),
        overwrites);
  }

  /** There is one set of a type, so whoever changes it changes ours. */
  @Override
  protected void tamper() throws Exception {
    google.put(
        """
        {"name": "api.example.test.", "type": "A", "ttl": 5, "routingPolicy": {"wrr": {"items": [
          {"weight": 100.0, "rrdatas": ["127.0.1.1"]},
          {"weight": 1.0, "rrdatas": ["192.0.2.9"]}]}}}
        """);
  }

  @Override
  protected Served served() {
    Set<String> addresses = new TreeSet<>();
    long generation = 0;
    for (JsonNode set : google.all()) {
      if (set.path("name").asText().equals("api.example.test.")) {
        set.at("/routingPolicy/wrr/items")
            .forEach(item ->
                item.path("rrdatas")
                    .forEach(value -> addresses.add(RecordSet.canonical(value.asText()))));
      }
      if (set.path("name").asText().startsWith("_eightnines.")) {
        String text = set.at("/rrdatas/0").asText().replace("\"", "");
        generation = Mark.parse(text).orElseThrow().generation();
      }
    }
    return new Served(generation, addresses);
  }

  @Test
  void weights_are_served_as_they_are_and_neighbours_never_touched() {
    List<JsonNode> before = google.all();

    assertThat(provider(false).advance(Plans.of(1, 1000, 1))).isInstanceOf(Outcome.Written.class);

    assertThat(google.all()).containsAll(before);
    assertThat(google.all().toString()).contains("1000.0", "1.0");
    assertThat(provider(false).render(Plans.of(1, 1000, 1)).losses())
        .extracting(loss -> loss.kind().name())
        .containsExactly("ADDRESSES");
  }

  @ParameterizedTest
  @CsvSource({"429, THROTTLED", "503, UNREACHABLE", "403, REFUSED", "412, REFUSED"})
  void a_refusal_is_told_by_what_to_do_about_it(int status, Trouble.Kind kind) {
    assertThat(provider(false).advance(Plans.of(1, 100, 100))).isInstanceOf(Outcome.Written.class);

    google.fail(status);

    assertThat(provider(false).advance(Plans.of(2, 0, 100)))
        .isInstanceOfSatisfying(
            Outcome.Failed.class, failed -> assertThat(failed.trouble().kind()).isEqualTo(kind));
    assertThat(served()).isEqualTo(Served.of(Plans.of(1, 100, 100)));
  }

  @Test
  void a_change_is_followed_until_every_name_server_has_it() throws Exception {
    google.spreads(false);
    ProviderPublisher<?> publisher = provider(false);

    String change =
        ((Outcome.Written) publisher.advance(Plans.of(1, 100, 100))).change().orElseThrow();

    assertThat(publisher.isSettled(change)).isFalse();
    google.spreads(true);
    assertThat(publisher.isSettled(change)).isTrue();
  }
}
