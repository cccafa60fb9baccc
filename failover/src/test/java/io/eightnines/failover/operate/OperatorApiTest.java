package io.eightnines.failover.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eightnines.failover.decide.State;
import io.eightnines.failover.detect.Standing;
import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.operate.OperatorDesk.Answer;
import io.eightnines.failover.vote.ObserverId;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The resources in a real server, over a plane that decides for real. */
class OperatorApiTest {
  private static final String DRAIN =
      "{\"id\":\"d-1\",\"intent\":\"drain\",\"region\":\"region-127-0-1-1\",\"for\":\"30m\","
          + "\"reason\":\"new kernel\"}";

  @TempDir Path directory;

  private OperatorDesk desk;

  @BeforeEach
  void open() throws Exception {
    desk = new OperatorDesk(directory, Fleets.of(100, 100, 50));
  }

  @AfterEach
  void close() throws Exception {
    desk.close();
  }

  private static String inEarnest(String order) {
    return order.replaceFirst("}$", ",\"dryRun\":false}");
  }

  private static String drain(String id, int region) {
    return DRAIN.replace("d-1", id).replace("127-0-1-1", "127-0-1-" + region);
  }

  private int[] weights() {
    return desk.plane.state().service().plan().endpoints().stream()
        .mapToInt(planned -> planned.effective().value())
        .toArray();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/orders, , 401",
    "GET, /v1/orders, nobodys, 401",
    "GET, /v1/orders, vera, 200",
    "GET, /v1/orders, alice, 200",
    "GET, /v1/why/127.0.1.1, , 401",
    "GET, /v1/why/127.0.1.1, vera, 200",
    "GET, /v1/journal, , 401",
    "GET, /v1/journal, vera, 200",
    "POST, /v1/orders, , 401",
    "POST, /v1/orders, nobodys, 401",
    "POST, /v1/orders, vera, 403",
    "POST, /v1/orders, alice, 200",
    "POST, /v1/orders/d-1/approve, , 401",
    "POST, /v1/orders/d-1/approve, vera, 403",
    "POST, /v1/orders/d-1/approve, alice, 404",
    "POST, /v1/orders/d-1/cancel, , 401",
    "POST, /v1/orders/d-1/cancel, vera, 403",
    "POST, /v1/orders/d-1/cancel, alice, 404",
  })
  void everybody_may_do_what_their_role_says_and_no_more(
      String method, String path, String who, int status) throws Exception {
    String body = path.equals("/v1/orders") ? DRAIN : "{}";

    Answer answer = desk.ask(method, path, who, method.equals("POST") ? body : null);

    assertThat(answer.status()).isEqualTo(status);
    if (status >= 400) {
      assertThat(answer.type()).isEqualTo("application/problem+json");
      assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    }
    assertThat(answer.header("Cache-Control")).contains("no-store");
  }

  @Test
  void an_unknown_caller_is_told_which_scheme_is_expected() throws Exception {
    assertThat(desk.ask("GET", "/v1/orders", null, null).header("WWW-Authenticate"))
        .contains("Bearer");
  }

  @Test
  void a_dry_run_shows_what_would_change_and_changes_nothing() throws Exception {
    State before = desk.plane.state();

    JsonNode answer = desk.ask("POST", "/v1/orders", "alice", DRAIN).json();

    assertThat(answer.path("dryRun").asBoolean()).isTrue();
    assertThat(answer.path("outcome").asText()).isEqualTo("STANDS");
    assertThat(answer.path("needsSecondOperator").asBoolean()).isFalse();
    assertThat(answer.at("/effects/0/before").asInt()).isEqualTo(100);
    assertThat(answer.at("/effects/0/after").asInt()).isZero();
    assertThat(answer.at("/effects/0/reason").asText())
        .isEqualTo("drain region-127-0-1-1 by alice: new kernel");
    assertThat(answer.at("/effects/1/after").asInt()).isEqualTo(100);
    assertThat(answer.path("hold").isNull()).isTrue();
    assertThat(desk.plane.state()).isEqualTo(before);
  }

  @Test
  void an_order_is_by_the_tokens_name_and_ends_by_itself() throws Exception {
    JsonNode answer = desk.ask("POST", "/v1/orders", "alice", inEarnest(DRAIN)).json();

    assertThat(answer.path("dryRun").asBoolean()).isFalse();
    assertThat(answer.at("/order/author").asText()).isEqualTo("alice");
    assertThat(answer.at("/order/ends").asText()).isEqualTo("2026-11-21T12:30:00Z");
    assertThat(answer.at("/effects/0/before").asInt()).isEqualTo(100);
    assertThat(answer.at("/effects/0/after").asInt()).isZero();
    assertThat(weights()).containsExactly(0, 100, 50);

    desk.plane.pass(TimeUnit.MINUTES.toMillis(30));
    desk.plane.say(Standing.UP, "answers");

    assertThat(desk.ask("GET", "/v1/orders", "vera", null).json().path("orders")).isEmpty();
    assertThat(weights()[0]).isPositive();
  }

  @Test
  void nobody_can_order_in_anothers_name() throws Exception {
    Answer answer =
        desk.ask(
            "POST", "/v1/orders", "alice", DRAIN.replace("\"id\"", "\"author\":\"bob\",\"id\""));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("author");
  }

  @Test
  void a_second_region_does_nothing_until_another_operator_agrees() throws Exception {
    desk.ask("POST", "/v1/orders", "alice", inEarnest(drain("d-1", 1)));

    JsonNode tried = desk.ask("POST", "/v1/orders", "alice", drain("d-2", 2)).json();
    assertThat(tried.path("needsSecondOperator").asBoolean()).isTrue();
    assertThat(tried.at("/effects/1/after").asInt()).as("once it is approved").isZero();

    JsonNode given = desk.ask("POST", "/v1/orders", "alice", inEarnest(drain("d-2", 2))).json();
    assertThat(given.path("outcome").asText()).isEqualTo("AWAITS_APPROVAL");
    assertThat(weights()).containsExactly(0, 100, 50);

    Answer own = desk.ask("POST", "/v1/orders/d-2/approve", "alice", "{\"dryRun\":false}");
    assertThat(own.status()).isEqualTo(409);
    assertThat(own.json().at("/errors/0/field").asText()).isEqualTo("approver");
    assertThat(own.json().at("/errors/0/value").asText()).isEqualTo("alice");

    assertThat(
            desk.ask("POST", "/v1/orders/d-2/approve", "bob", "").json().path("dryRun").asBoolean())
        .isTrue();
    assertThat(weights()).as("approved on trial only").containsExactly(0, 100, 50);

    JsonNode agreed =
        desk.ask("POST", "/v1/orders/d-2/approve", "bob", "{\"dryRun\":false}").json();
    assertThat(agreed.at("/order/approvedBy").asText()).isEqualTo("bob");
    assertThat(agreed.at("/effects/1/after").asInt()).isZero();
    assertThat(weights()).containsExactly(0, 0, 50);
  }

  @Test
  void a_dry_run_says_that_the_guard_would_hold_and_why() throws Exception {
    for (int region = 1; region <= 2; region++) {
      desk.ask("POST", "/v1/orders", "alice", inEarnest(drain("d-" + region, region)));
      desk.ask("POST", "/v1/orders/d-" + region + "/approve", "bob", "{\"dryRun\":false}");
    }

    JsonNode last = desk.ask("POST", "/v1/orders", "alice", drain("d-3", 3)).json();

    assertThat(last.at("/hold/why").asText()).isEqualTo("NOBODY_LEFT");
    assertThat(last.at("/effects/2/after").asInt()).isEqualTo(50);
  }

  @Test
  void the_same_order_again_is_the_same_order_and_another_by_its_id_is_refused() throws Exception {
    desk.ask("POST", "/v1/orders", "alice", inEarnest(DRAIN));

    Answer again = desk.ask("POST", "/v1/orders", "alice", inEarnest(DRAIN));
    Answer other = desk.ask("POST", "/v1/orders", "bob", inEarnest(DRAIN));

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("outcome").asText()).isEqualTo("ALREADY");
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.json().path("detail").asText()).contains("id is 'd-1'");
    assertThat(desk.plane.state().orders().all()).hasSize(1);
  }

  @Test
  void without_a_majority_nobody_claims_to_know() throws Exception {
    desk.plane.loseMajority();

    Answer answer = desk.ask("POST", "/v1/orders", "alice", inEarnest(DRAIN));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).contains("1");
    assertThat(answer.json().path("detail").asText())
        .isEqualTo(
            "it is not known whether order d-1 (drain region-127-0-1-1) was taken; the same"
                + " request with the same id is safe to repeat");
    desk.plane.regainMajority();
    assertThat(desk.ask("POST", "/v1/orders", "alice", inEarnest(DRAIN)).status()).isEqualTo(200);
  }

  @Test
  void a_cancelled_drain_returns_slowly() throws Exception {
    desk.ask("POST", "/v1/orders", "alice", inEarnest(DRAIN));

    JsonNode answer =
        desk.ask("POST", "/v1/orders/d-1/cancel", "bob", "{\"reason\":\"done\",\"dryRun\":false}")
            .json();

    assertThat(answer.path("outcome").asText()).isEqualTo("CANCELLED");
    assertThat(answer.at("/effects/0/before").asInt()).isZero();
    assertThat(answer.at("/effects/0/after").asInt()).isEqualTo(10);
    assertThat(answer.at("/events/0").asText()).isEqualTo("order d-1: cancelled by bob: done");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "intent":"drain"          | "intent":"nuke"               | intent | nuke    | drain, force or freeze
          "intent":"drain"          | "intent":"freeze"             | region | "region-127-0-1-1" | none, because
          "intent":"drain"          | "intent":"force"              | weight | absent  | 0 to 1000
          "intent":"drain"          | "intent":"force","weight":-1  | weight | -1      | 0 to 1000
          "intent":"drain"          | "intent":"force","weight":1.5 | weight | 1.5     | 0 to 1000
          "intent":"drain"          | "intent":"drain","weight":1   | weight | 1       | none, because
          "for":"30m"               | "for":"30 minutes"            | for    | 30 minutes | 90s, 30m or 2h
          "for":"30m"               | "for":"25h"                   | for    | 25h     | at most 24h
          "for":"30m"               | "for":"0s"                    | for    | 0s      | 90s, 30m or 2h
          "for":"30m",              | ''                            | for    | absent  | 90s, 30m or 2h
          "reason":"new kernel"     | "reason":" "                  | reason | ' '     | 1 to 300 characters
          "reason":"new kernel"     | "reason":7                    | reason | 7       | why, for the journal
          "id":"d-1"                | "id":"D 1"                    | id     | D 1     | 1 to 40 characters
          "id":"d-1"                | "id":"d-1","id":"d-2"         | body   | uplicate | a JSON object
          "id":"d-1"                | "dryrun":false,"id":"d-1"     | dryrun | false   | no field but
          "dryRun":false            | "dryRun":"no"                 | dryRun | "no"    | true or false
          "region":"region-127-0-1-1" | "region":"Ü"               | region | Ü       | the name of a region
          """)
  void a_fault_is_named_by_field_value_and_expectation(
      String right, String wrong, String field, String value, String expected) throws Exception {
    State before = desk.plane.state();

    Answer answer = desk.ask("POST", "/v1/orders", "alice", inEarnest(DRAIN).replace(right, wrong));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo(field);
    assertThat(answer.json().at("/errors/0/value").asText()).contains(value);
    assertThat(answer.json().at("/errors/0/expected").asText()).contains(expected);
    assertThat(desk.plane.state()).isEqualTo(before);
  }

  @Test
  void a_region_that_is_not_in_the_fleet_is_refused_with_those_that_are() throws Exception {
    Answer answer = desk.ask("POST", "/v1/orders", "alice", drain("d-1", 9));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().path("detail").asText())
        .isEqualTo(
            "region is 'region-127-0-1-9', expected one of region-127-0-1-1, region-127-0-1-2,"
                + " region-127-0-1-3");
  }

  @Test
  void more_than_16_kib_are_not_read() throws Exception {
    String long_ = DRAIN.replace("new kernel", "x".repeat(20_000));

    Answer answer = desk.ask("POST", "/v1/orders", "alice", long_);

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.type()).isEqualTo("application/problem+json");
  }

  @Test
  void what_is_no_json_or_no_such_path_is_a_problem_too() throws Exception {
    assertThat(desk.ask("POST", "/v1/orders", "alice", "drain it").status()).isEqualTo(400);
    assertThat(desk.ask("POST", "/v1/orders", "alice", "[]").status()).isEqualTo(400);
    Answer nowhere = desk.ask("GET", "/v1/nowhere", "alice", null);
    assertThat(nowhere.status()).isEqualTo(404);
    assertThat(nowhere.type()).isEqualTo("application/problem+json");
    assertThat(desk.ask("DELETE", "/v1/orders", "alice", null).status()).isEqualTo(405);
  }

  @Test
  void an_address_that_shows_many_unknown_tokens_is_not_listened_to_for_a_while() throws Exception {
    IntStream.range(0, GuessLimit.BURST)
        .forEach(i -> assertThat(desk.status("GET", "/v1/orders", "nobodys")).isEqualTo(401));

    assertThat(desk.status("GET", "/v1/orders", "nobodys")).isEqualTo(429);
    assertThat(desk.status("GET", "/v1/orders", "alice")).isEqualTo(429);
    desk.pass(GuessLimit.REFILL);
    assertThat(desk.status("GET", "/v1/orders", "alice")).isEqualTo(200);
    assertThat(desk.status("GET", "/v1/orders", "alice")).isEqualTo(200);
  }

  @Test
  void a_known_token_is_never_short_of_tries() throws Exception {
    for (int i = 0; i < 5 * GuessLimit.BURST; i++) {
      assertThat(desk.status("GET", "/v1/orders", "alice")).isEqualTo(200);
    }
  }

  @Test
  void why_tells_plan_finding_votes_order_and_changes() throws Exception {
    desk.plane.say(Standing.DOWN, "2 connections refused running", Fleets.id(2));
    desk.ask("POST", "/v1/orders", "alice", inEarnest(DRAIN));

    JsonNode down = desk.ask("GET", "/v1/why/127.0.1.2", "vera", null).json();
    JsonNode drained = desk.ask("GET", "/v1/why/region-127-0-1-1", "vera", null).json();

    assertThat(down.at("/endpoints/0/effectiveWeight").asInt()).isZero();
    assertThat(down.at("/endpoints/0/reason").asText()).startsWith("out: ");
    assertThat(down.at("/endpoints/0/finding/standing").asText()).isEqualTo("DOWN");
    assertThat(down.at("/endpoints/0/finding/evidence").asText()).isEqualTo("PROOF");
    assertThat(down.at("/endpoints/0/votes")).hasSize(3);
    assertThat(down.at("/endpoints/0/votes/0/observer").asText()).isEqualTo("ns1");
    assertThat(down.at("/endpoints/0/votes/0/counts").asBoolean()).isTrue();
    assertThat(down.at("/endpoints/0/votes/0/why").asText()).contains("refused");
    assertThat(down.at("/endpoints/0/order").isNull()).isTrue();
    assertThat(down.at("/alerts/0/name").asText()).isEqualTo("REDUNDANCY_LOST");
    assertThat(drained.at("/endpoints/0/order/author").asText()).isEqualTo("alice");
    assertThat(drained.at("/changes").toString()).contains("order d-1: drain");
  }

  @Test
  void why_marks_votes_that_have_lapsed() throws Exception {
    desk.plane.pass(5000);
    desk.plane.say(new ObserverId("ns1"), Standing.UP, "answers");

    JsonNode votes =
        desk.ask("GET", "/v1/why/127.0.1.1", "vera", null).json().at("/endpoints/0/votes");

    assertThat(votes.at("/0/counts").asBoolean()).isTrue();
    assertThat(votes.at("/1/counts").asBoolean()).isFalse();
    assertThat(votes.at("/1/ageMillis").asLong()).isEqualTo(5000);
  }

  @Test
  void why_of_a_stranger_names_those_that_are_known() throws Exception {
    Answer answer = desk.ask("GET", "/v1/why/atlantis", "vera", null);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().path("detail").asText())
        .contains("name is 'atlantis'", "region-127-0-1-1, 127.0.1.1");
  }

  @Test
  void the_journal_has_who_ordered_what_and_why() throws Exception {
    desk.ask("POST", "/v1/orders", "alice", inEarnest(DRAIN));
    desk.ask("POST", "/v1/orders/d-1/cancel", "bob", "{\"reason\":\"done\",\"dryRun\":false}");

    JsonNode answer = desk.journalled("order d-1: cancelled by bob: done", "/v1/journal?since=10m");

    assertThat(answer.path("lines").toString())
        .contains("order d-1: drain region-127-0-1-1 by alice: new kernel");
    assertThat(desk.ask("GET", "/v1/journal?limit=1", "vera", null).json().path("lines"))
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"since=yesterday, since", "since=169h, since", "limit=0, limit", "limit=1001, limit"})
  void a_journal_without_end_is_refused(String query, String field) throws Exception {
    Answer answer = desk.ask("GET", "/v1/journal?" + query, "vera", null);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo(field);
  }
}
