package io.eightnines.failover.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eightnines.failover.detect.Standing;
import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.operate.OperatorDesk.Answer;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.publish.Content;
import io.eightnines.failover.publish.CountingTelemetry;
import io.eightnines.failover.publish.FakeRecords;
import io.eightnines.failover.publish.Plans;
import io.eightnines.failover.publish.ProviderException;
import io.eightnines.failover.publish.ProviderPublisher;
import io.eightnines.failover.publish.PublisherWorker;
import io.eightnines.failover.publish.Publishing;
import io.eightnines.failover.publish.RecordStore;
import io.eightnines.failover.publish.Renderer;
import io.eightnines.failover.publish.Trouble;
import io.eightnines.failover.publish.WorkerPolicy;
import io.eightnines.time.Await;
import io.eightnines.time.Clocks;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two providers and another that is raced for, asked about and published to over HTTP. */
class DnsApiTest {
  private static final String PUBLISH = "{\"reason\":\"aws was edited\"}";
  private static final String FOREIGN = "A [x] weight 1 ttl 5 192.0.2.9";

  /** Weights up to 10 make losses. */
  private static final Renderer RENDERER =
      Renderer.weighted(new Renderer.Terms(5, 2), 10, Map.of());

  @TempDir Path directory;

  private final FakeRecords aws = new FakeRecords();
  private final FakeRecords google = new FakeRecords();
  private final AtomicReference<Plan> served = new AtomicReference<>(Plans.of(7, 100, 50));
  private OperatorDesk desk;

  @BeforeEach
  void open() throws Exception {
    desk = desk(line("aws", aws), line("google", google));
  }

  private OperatorDesk desk(Publishing.Line... lines) throws Exception {
    return new OperatorDesk(directory, Fleets.of(100, 100, 50), List.of(lines), served::get);
  }

  @AfterEach
  void close() throws Exception {
    desk.close();
  }

  /** Its worker never runs: what happens is by hand. */
  private static Publishing.Line line(String name, RecordStore<String> records) {
    return new Publishing.Line(
        new PublisherWorker(
            name,
            new ProviderPublisher<>(records, RENDERER, false),
            WorkerPolicy.DEFAULT,
            new PublisherWorker.Surroundings(
                () -> false,
                plan -> {},
                new CountingTelemetry(),
                new Random(1),
                new Clocks(InstantSource.system(), () -> 0))),
        List.of());
  }

  private static String with(String fields) {
    return PUBLISH.replaceFirst("}$", "," + fields + "}");
  }

  private JsonNode get(String path) throws Exception {
    return desk.ask("GET", path, "vera", null).json();
  }

  private Answer post(String body) throws Exception {
    return desk.ask("POST", "/v1/dns/publish", "alice", body);
  }

  private static List<String> outcomes(JsonNode answer) {
    return answer
        .path("publishers")
        .valueStream()
        .map(each -> each.path("publisher").asText() + " " + each.path("outcome").asText())
        .toList();
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/dns/plan, , 401",
    "GET, /v1/dns/plan, nobodys, 401",
    "GET, /v1/dns/plan, vera, 200",
    "GET, /v1/dns/plan, alice, 200",
    "GET, /v1/dns/diff, , 401",
    "GET, /v1/dns/diff, nobodys, 401",
    "GET, /v1/dns/diff, vera, 200",
    "GET, /v1/dns/diff, alice, 200",
    "POST, /v1/dns/publish, , 401",
    "POST, /v1/dns/publish, nobodys, 401",
    "POST, /v1/dns/publish, vera, 403",
    "POST, /v1/dns/publish, alice, 200",
  })
  void everybody_may_do_what_their_role_says_and_no_more(
      String method, String path, String who, int status) throws Exception {
    Answer answer =
        desk.ask(method, path, who, method.equals("POST") ? with("\"dryRun\":false") : null);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(aws.changes()).isEqualTo(method.equals("POST") && status == 200 ? 1 : 0);
    if (status >= 400) {
      assertThat(aws.requests()).isZero();
    }
  }

  @Test
  void the_plan_is_shown_as_each_would_serve_it_and_asks_no_provider() throws Exception {
    JsonNode answer = get("/v1/dns/plan");

    assertThat(answer.path("generation").asLong()).isEqualTo(7);
    assertThat(texts(answer.at("/publishers/0/records")))
        .containsExactly(
            "A [127.0.1.1] weight 10 ttl 5 127.0.1.1", "A [127.0.1.2] weight 5 ttl 5 127.0.1.2");
    assertThat(answer.at("/publishers/0/lost/0/kind").asText()).isEqualTo("ADDRESSES");
    assertThat(answer.at("/publishers/1/publisher").asText()).isEqualTo("google");
    assertThat(aws.requests() + google.requests()).isZero();
  }

  @Test
  void a_difference_is_told_record_by_record_and_changes_nothing() throws Exception {
    assertThat(post(with("\"dryRun\":false")).status()).isEqualTo(200);
    aws.tamper(FOREIGN);
    served.set(Plans.of(8, 100, 100));
    List<String> before = aws.lines();

    JsonNode answer = get("/v1/dns/diff");

    JsonNode first = answer.at("/publishers/0");
    assertThat(answer.path("generation").asLong()).isEqualTo(8);
    assertThat(first.path("served").asLong()).isEqualTo(7);
    assertThat(texts(first.path("missing")))
        .containsExactly("A [127.0.1.2] weight 10 ttl 5 127.0.1.2");
    assertThat(texts(first.path("foreign")))
        .containsExactlyInAnyOrder("A [127.0.1.2] weight 5 ttl 5 127.0.1.2", FOREIGN);
    assertThat(first.path("trouble").isNull()).isTrue();
    assertThat(aws.lines()).isEqualTo(before);
  }

  @Test
  void of_one_that_cannot_be_read_nothing_is_claimed_and_the_others_are_told() throws Exception {
    assertThat(post(with("\"dryRun\":false")).status()).isEqualTo(200);
    aws.fail(new Trouble(Trouble.Kind.UNREACHABLE, "frozen"));

    JsonNode answer = get("/v1/dns/diff");

    assertThat(answer.at("/publishers/0/served").isNull()).isTrue();
    assertThat(answer.at("/publishers/0/trouble").asText()).isEqualTo("UNREACHABLE: frozen");
    assertThat(answer.at("/publishers/1/served").asLong()).isEqualTo(7);
    assertThat(answer.at("/publishers/1/trouble").isNull()).isTrue();
  }

  @Test
  void a_publish_is_a_dry_run_that_asks_no_provider_unless_told_otherwise() throws Exception {
    JsonNode answer = post(PUBLISH).json();

    assertThat(answer.path("dryRun").asBoolean()).isTrue();
    assertThat(outcomes(answer)).containsExactly("aws PLANNED", "google PLANNED");
    assertThat(answer.at("/publishers/0/text").asText())
        .isEqualTo(
            "A [127.0.1.1] weight 10 ttl 5 127.0.1.1 | A [127.0.1.2] weight 5 ttl 5 127.0.1.2");
    assertThat(aws.requests() + google.requests()).isZero();
  }

  @Test
  void a_publish_in_earnest_acts_once_however_often_it_is_sent() throws Exception {
    assertThat(outcomes(post(with("\"dryRun\":false")).json()))
        .containsExactly("aws WRITTEN", "google WRITTEN");
    assertThat(outcomes(post(with("\"dryRun\":false")).json()))
        .containsExactly("aws CURRENT", "google CURRENT");

    assertThat(aws.generation()).isEqualTo(7);
    assertThat(aws.changes()).isEqualTo(1);
    assertThat(google.changes()).isEqualTo(1);
  }

  @Test
  void only_the_one_that_is_named_is_published_to() throws Exception {
    assertThat(outcomes(post(with("\"dryRun\":false,\"publisher\":\"google\"")).json()))
        .containsExactly("google WRITTEN");

    assertThat(aws.requests()).isZero();
    assertThat(google.generation()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"reason\":\"x\",\"publisher\":\"azure\"}; publisher; azure; one of aws, google",
        "{}; reason; absent; why, for the journal",
        "{\"reason\":\"x\\ny\"}; reason; ; without control characters",
        "{\"reason\":\"x\",\"overwrite\":1}; overwrite; 1; true or false",
        "{\"reason\":\"x\",\"dryrun\":false}; dryrun; false; no field but publisher, reason",
      })
  void a_fault_is_named_by_field_value_and_expectation_and_nobody_is_asked(
      String body, String field, String value, String expected) throws Exception {
    Answer answer = post(body.replaceFirst("}$", body.equals("{}") ? "}" : ",\"dryRun\":false}"));

    assertThat(answer.status()).isEqualTo(400);
    JsonNode fault = answer.json().at("/errors/0");
    assertThat(fault.path("field").asText()).isEqualTo(field);
    assertThat(fault.path("value").asText()).contains(value == null ? "x" : value);
    assertThat(fault.path("expected").asText()).contains(expected);
    assertThat(aws.requests() + google.requests()).isZero();
  }

  @Test
  void a_stale_daemon_publishes_nothing_even_over_what_others_changed() throws Exception {
    served.set(Plans.of(9, 100, 100));
    assertThat(post(with("\"dryRun\":false")).status()).isEqualTo(200);
    aws.tamper(FOREIGN);
    List<String> before = aws.lines();
    served.set(Plans.of(8, 0, 100));

    JsonNode answer = post(with("\"dryRun\":false,\"overwrite\":true")).json();

    assertThat(outcomes(answer)).containsExactly("aws OVERTAKEN", "google OVERTAKEN");
    assertThat(answer.at("/publishers/0/text").asText()).isEqualTo("generation 9 is served");
    assertThat(aws.lines()).isEqualTo(before);
  }

  @Test
  void what_somebody_changed_is_left_unless_told_otherwise_and_one_trouble_stops_no_other()
      throws Exception {
    assertThat(post(with("\"dryRun\":false")).status()).isEqualTo(200);
    aws.tamper(FOREIGN);
    google.fail(new Trouble(Trouble.Kind.THROTTLED, "slower"));

    JsonNode drifted = post(with("\"dryRun\":false")).json();
    assertThat(outcomes(drifted)).containsExactly("aws DRIFTED", "google FAILED");
    assertThat(drifted.at("/publishers/0/text").asText()).contains("192.0.2.9");
    assertThat(drifted.at("/publishers/1/text").asText()).isEqualTo("THROTTLED: slower");
    assertThat(aws.lines()).contains(FOREIGN);

    assertThat(outcomes(post(with("\"dryRun\":false,\"overwrite\":true")).json()))
        .containsExactly("aws WRITTEN", "google FAILED");
    assertThat(aws.lines()).doesNotContain(FOREIGN);
  }

  @Test
  void what_was_done_by_hand_is_in_the_journal_with_author_reason_and_end() throws Exception {
    desk.plane.pass(1);
    desk.plane.say(Standing.DOWN, "refused", Fleets.id(1));
    google.fail(new Trouble(Trouble.Kind.THROTTLED, "slower"));
    assertThat(post(PUBLISH).status()).isEqualTo(200);
    assertThat(post(with("\"dryRun\":false")).status()).isEqualTo(200);

    Await.until("both in the journal", () -> noted().size() == 2);

    assertThat(noted())
        .containsExactlyInAnyOrder(
            "publish: aws: plan 7: WRITTEN, by alice: aws was edited",
            "publish: google: plan 7: FAILED, THROTTLED: slower, by alice: aws was edited");
  }

  private List<String> noted() throws Exception {
    return get("/v1/journal?since=1h")
        .path("lines")
        .valueStream()
        .filter(line -> line.at("/publish/author").asText().equals("alice"))
        .map(line -> line.at("/events/0").asText())
        .toList();
  }

  @Test
  void the_same_plan_by_a_faster_writer_is_current_and_not_ahead() throws Exception {
    desk.close();
    desk = desk(line("aws", new Raced()));

    assertThat(outcomes(post(with("\"dryRun\":false")).json())).containsExactly("aws CURRENT");

    assertThat(aws.generation()).isEqualTo(7);
    assertThat(aws.changes()).isEqualTo(1);
  }

  /** Another writer publishes the same plan between our read and our write. */
  private final class Raced implements RecordStore<String> {
    @Override
    public Reading<String> read() throws ProviderException {
      return aws.read();
    }

    @Override
    public Replacement replace(Reading<String> before, Content after) throws ProviderException {
      var _ = new ProviderPublisher<>(aws, RENDERER, false).advance(served.get());
      return aws.replace(before, after);
    }

    @Override
    public boolean isSettled(String change) throws ProviderException {
      return aws.isSettled(change);
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "7"})
  void what_is_no_decision_or_empty_is_never_published(long generation) throws Exception {
    served.set(generation == 0 ? Plans.of(0, 100, 100) : Plans.empty(generation));

    Answer answer = post(with("\"dryRun\":false,\"overwrite\":true"));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().path("detail").asText())
        .contains("generation " + generation, "a plan that was decided");
    assertThat(get("/v1/dns/plan").path("publishers")).isEmpty();
    assertThat(get("/v1/dns/diff").path("publishers")).isEmpty();
    assertThat(aws.requests()).isZero();
  }
}
