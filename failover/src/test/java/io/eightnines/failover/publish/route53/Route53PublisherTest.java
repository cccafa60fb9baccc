package io.eightnines.failover.publish.route53;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.publish.Allowance;
import io.eightnines.failover.publish.Mark;
import io.eightnines.failover.publish.Owner;
import io.eightnines.failover.publish.Plans;
import io.eightnines.failover.publish.ProviderContract;
import io.eightnines.failover.publish.ProviderPublisher;
import io.eightnines.failover.publish.ProviderPublisher.Outcome;
import io.eightnines.failover.publish.RecordSet.Target;
import io.eightnines.failover.publish.Renderer;
import io.eightnines.failover.publish.Trouble;
import io.eightnines.failover.publish.route53.StrictRoute53.RecordSet53;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Name;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.route53.Route53Client;

/** Against a Route 53 that is as strict as the reference says that the real one is. */
class Route53PublisherTest extends ProviderContract {
  private static final Owner OWNER = Owner.of(Name.fromConstantString("api.example.test."));
  private static final Target.Alias BALANCER =
      new Target.Alias("Z35SXDOTRQ7X7K", "lb.example.test.", false);

  private StrictRoute53 aws;
  private Route53Client client;

  @BeforeEach
  void start() throws Exception {
    aws = new StrictRoute53();
    client =
        Route53Clients.at(
            aws.address(),
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")));
    // Neighbours, which no publish may touch.
    aws.put(
        new RecordSet53("example.test.", "NS", "", "", "300", List.of("ns1.example.test."), ""));
    aws.put(new RecordSet53("0.api.example.test.", "A", "", "", "60", List.of("192.0.2.1"), ""));
    aws.put(new RecordSet53("1.api.example.test.", "A", "", "", "60", List.of("192.0.2.1"), ""));
    aws.put(
        new RecordSet53("api.example.test.", "CAA", "", "", "60", List.of("0 issue \"ca\""), ""));
    aws.put(new RecordSet53("www.example.test.", "A", "", "", "60", List.of("192.0.2.1"), ""));
  }

  @AfterEach
  void stop() {
    client.close();
    aws.close();
  }

  private ProviderPublisher<?> provider(boolean overwrites, Map<Integer, Target.Alias> aliases) {
    return new ProviderPublisher<>(
        new Route53Records(
            client,
            StrictRoute53.ZONE,
            OWNER,
            5,
            new Allowance(1_000_000, System::nanoTime, pause -> {})),
        Renderer.weighted(
            TERMS,
            Route53Records.MAX_WEIGHT,
            aliases.entrySet().stream()
                .collect(Collectors.toMap(e -> Fleets.id(e.getKey()), Map.Entry::getValue))),
        overwrites);
  }

  @Override
  protected ProviderPublisher<?> provider(boolean overwrites) {
    return provider(overwrites, Map.of());
  }

  @Override
  protected void tamper() {
    aws.put(
        new RecordSet53("api.example.test.", "A", "foreign", "1", "5", List.of("192.0.2.9"), ""));
  }

  @Override
  protected Served served() {
    Set<String> addresses = new TreeSet<>();
    long generation = 0;
    for (RecordSet53 set : aws.all()) {
      if (set.name().equals("api.example.test.") && set.type().startsWith("A")) {
        addresses.addAll(set.values());
      }
      if (set.name().equals("_eightnines.api.example.test.")) {
        generation =
            Mark.parse(set.values().getFirst().replace("\"", "")).orElseThrow().generation();
      }
    }
    return new Served(generation, addresses);
  }

  @Test
  void neighbours_are_never_touched() {
    List<RecordSet53> before = aws.all();
    ProviderPublisher<?> publisher = provider(true);

    assertThat(publisher.advance(Plans.of(1, 100, 50))).isInstanceOf(Outcome.Written.class);
    assertThat(publisher.advance(Plans.of(2, 100, 0))).isInstanceOf(Outcome.Written.class);

    assertThat(aws.all()).containsAll(before);
    assertThat(aws.asked().names())
        .containsExactlyInAnyOrder("api.example.test", "_eightnines.api.example.test");
  }

  @Test
  void weights_are_scaled_and_no_endpoint_is_rounded_away() {
    ProviderPublisher<?> publisher = provider(false);

    assertThat(publisher.advance(Plans.of(1, 1000, 500, 1))).isInstanceOf(Outcome.Written.class);

    assertThat(aws.all())
        .filteredOn(set -> !set.weight().isEmpty())
        .extracting(RecordSet53::weight)
        .containsExactly("255", "128", "1");
    assertThat(publisher.render(Plans.of(1, 1000, 500, 1)).losses())
        .extracting(loss -> loss.kind().name())
        .containsExactly("ROUNDED", "ADDRESSES");
  }

  @Test
  void an_endpoint_that_is_a_load_balancer_is_an_alias() {
    ProviderPublisher<?> publisher = provider(false, Map.of(1, BALANCER));

    assertThat(publisher.advance(Plans.of(1, 100, 50))).isInstanceOf(Outcome.Written.class);
    assertThat(publisher.advance(Plans.of(2, 50, 100))).isInstanceOf(Outcome.Written.class);

    assertThat(aws.all())
        .contains(
            new RecordSet53(
                "api.example.test.",
                "A",
                "127.0.1.1",
                "50",
                "",
                List.of(),
                "Z35SXDOTRQ7X7K lb.example.test. false"));
    assertThat(publisher.render(Plans.of(1, 100, 50)).losses())
        .extracting(loss -> loss.kind().name())
        .contains("LIFETIME");
  }

  @ParameterizedTest
  @CsvSource({
    "Throttling, THROTTLED",
    "PriorRequestNotComplete, BUSY",
    "ServiceUnavailable, UNREACHABLE",
    "AccessDenied, REFUSED",
    "InvalidChangeBatch, REFUSED"
  })
  void a_refusal_is_told_by_what_to_do_about_it(String code, Trouble.Kind kind) {
    ProviderPublisher<?> publisher = provider(false);
    assertThat(publisher.advance(Plans.of(1, 100, 100))).isInstanceOf(Outcome.Written.class);

    aws.fail(code);

    assertThat(publisher.advance(Plans.of(2, 0, 100)))
        .isInstanceOfSatisfying(
            Outcome.Failed.class, failed -> assertThat(failed.trouble().kind()).isEqualTo(kind));
    assertThat(served()).isEqualTo(Served.of(Plans.of(1, 100, 100)));
    aws.fail(null);
    assertThat(publisher.advance(Plans.of(2, 0, 100))).isInstanceOf(Outcome.Written.class);
  }

  @Test
  void a_change_is_followed_until_every_name_server_has_it() throws Exception {
    ProviderPublisher<?> publisher = provider(false);
    aws.spreads(false);

    String change =
        ((Outcome.Written) publisher.advance(Plans.of(1, 100, 100))).change().orElseThrow();

    assertThat(publisher.isSettled(change)).isFalse();
    aws.spreads(true);
    assertThat(publisher.isSettled(change)).isTrue();
  }

  @Test
  void records_that_we_did_not_publish_are_left_alone() {
    aws.put(new RecordSet53("api.example.test.", "A", "", "", "60", List.of("192.0.2.7"), ""));

    assertThat(provider(false).advance(Plans.of(1, 100, 100)))
        .isInstanceOfSatisfying(
            Outcome.Drifted.class, drifted -> assertThat(drifted.what()).contains("192.0.2.7"));
    assertThat(provider(true).advance(Plans.of(1, 100, 100))).isInstanceOf(Outcome.Written.class);
    assertThat(served()).isEqualTo(Served.of(Plans.of(1, 100, 100)));
  }

  @Test
  void the_policy_allows_what_is_called_and_nothing_else() throws Exception {
    ProviderPublisher<?> publisher = provider(true);
    for (int generation = 1; generation < 9; generation++) {
      String change =
          ((Outcome.Written)
                  publisher.advance(Plans.mixed(generation, generation % 3, generation % 2, 1)))
              .change()
              .orElseThrow();
      assertThat(publisher.isSettled(change)).isTrue();
      tamper();
    }

    JsonNode policy = policy();
    Set<String> allowed = new TreeSet<>();
    policy
        .at("/Statement")
        .forEach(each -> each.get("Action").forEach(a -> allowed.add(a.asText())));
    assertThat(allowed).isEqualTo(aws.asked().actions());
    JsonNode change =
        policy
            .at("/Statement")
            .valueStream()
            .filter(each -> each.get("Action").toString().contains("ChangeResourceRecordSets"))
            .findFirst()
            .orElseThrow();
    JsonNode only = change.at("/Condition/ForAllValues:StringEquals");
    assertThat(values(only.get("route53:ChangeResourceRecordSetsNormalizedRecordNames")))
        .isEqualTo(
            aws.asked().names().stream()
                .map(name -> name.replace("api.example.test", "SERVICE"))
                .collect(Collectors.toSet()));
    assertThat(values(only.get("route53:ChangeResourceRecordSetsRecordTypes")))
        .isEqualTo(aws.asked().types());
    assertThat(values(only.get("route53:ChangeResourceRecordSetsActions")))
        .isEqualTo(aws.asked().changes());
    // ForAllValues is true of keys that are missing, so each must be there.
    assertThat(change.at("/Condition/Null").properties())
        .hasSize(only.size())
        .allMatch(entry -> entry.getValue().asText().equals("false"));
  }

  private static JsonNode policy() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(Route53Records.class.getResourceAsStream("/route53-policy.json"))) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static Set<String> values(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).collect(Collectors.toSet());
  }
}
