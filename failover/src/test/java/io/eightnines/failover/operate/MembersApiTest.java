package io.eightnines.failover.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eightnines.failover.decide.State;
import io.eightnines.failover.detect.Standing;
import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.operate.OperatorDesk.Answer;
import io.eightnines.failover.vote.ObserverId;
import io.eightnines.log.FakeLog;
import io.eightnines.log.Member;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who keeps the log, asked for and changed over HTTP; ns1 is asked, ns2 leads. */
class MembersApiTest {
  private static final String TWO =
      "{\"members\":[{\"name\":\"ns1\",\"address\":\"127.0.3.1\",\"port\":9873},"
          + "{\"name\":\"ns2\",\"address\":\"127.0.3.2\",\"port\":9873}],"
          + "\"reason\":\"ns3 is dead\"}";

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

  private static String inEarnest(String body) {
    return body.replaceFirst("}$", ",\"dryRun\":false}");
  }

  private Answer post(String body) throws Exception {
    return desk.ask("POST", "/v1/members", "alice", body);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/members, , 401",
    "GET, /v1/members, nobodys, 401",
    "GET, /v1/members, vera, 200",
    "GET, /v1/members, alice, 200",
    "POST, /v1/members, , 401",
    "POST, /v1/members, vera, 403",
    "POST, /v1/members, alice, 200",
    "POST, /v1/snapshot, , 401",
    "POST, /v1/snapshot, vera, 403",
    "POST, /v1/snapshot, alice, 200",
    "GET, /v1/snapshot, vera, 405",
  })
  void everybody_may_do_what_their_role_says_and_no_more(
      String method, String path, String who, int status) throws Exception {
    String body = path.equals("/v1/members") ? TWO : "{}";

    Answer answer = desk.ask(method, path, who, method.equals("POST") ? body : null);

    assertThat(answer.status()).isEqualTo(status);
    if (status >= 400) {
      assertThat(answer.type()).isEqualTo("application/problem+json");
    }
  }

  @Test
  void the_members_are_told_with_who_leads_and_who_is_heard() throws Exception {
    desk.plane.pass(5000);
    desk.plane.say(new ObserverId("ns1"), Standing.UP, "answers");

    JsonNode answer = desk.ask("GET", "/v1/members", "vera", null).json();

    assertThat(answer.path("self").asText()).isEqualTo("ns1");
    assertThat(answer.path("role").asText()).isEqualTo("FOLLOWER");
    assertThat(answer.path("leader").asText()).isEqualTo("ns2");
    assertThat(answer.path("term").asLong()).isEqualTo(1);
    assertThat(answer.path("applied").isIntegralNumber()).isTrue();
    assertThat(answer.path("members")).hasSize(3);
    assertThat(answer.at("/members/1").toString())
        .isEqualTo(
            "{\"name\":\"ns2\",\"address\":\"127.0.3.2\",\"port\":9873,\"leads\":true,"
                + "\"heard\":false}");
    assertThat(answer.at("/members/0/heard").asBoolean()).isTrue();
  }

  @Test
  void a_dry_run_shows_who_would_come_and_go_and_changes_nothing() throws Exception {
    State before = desk.plane.state();

    JsonNode answer = post(TWO).json();

    assertThat(answer.path("dryRun").asBoolean()).isTrue();
    assertThat(answer.path("adds")).isEmpty();
    assertThat(answer.path("removes").toString()).isEqualTo("[\"ns3 127.0.3.3:9873\"]");
    assertThat(answer.path("remarks").toString())
        .contains("2 members stand the loss of 0", "ns3 is cut off");
    assertThat(desk.log.membership().members()).isEqualTo(OperatorDesk.THREE);
    assertThat(desk.plane.state()).isEqualTo(before);
  }

  @Test
  void a_change_is_made_and_the_journal_has_who_made_it_and_why() throws Exception {
    Answer answer = post(inEarnest(TWO));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("dryRun").asBoolean()).isFalse();
    assertThat(answer.json().path("after")).hasSize(2);
    assertThat(desk.log.membership().members()).isEqualTo(OperatorDesk.THREE.subList(0, 2));
    desk.journalled(
        "members: alice changes ns1 127.0.3.1:9873, ns2 127.0.3.2:9873, ns3 127.0.3.3:9873 to"
            + " ns1 127.0.3.1:9873, ns2 127.0.3.2:9873: ns3 is dead",
        "/v1/journal?since=10m");
  }

  @Test
  void one_that_is_added_is_told_what_it_needs() throws Exception {
    String four =
        TWO.replace(
            "}],",
            "},{\"name\":\"ns3\",\"address\":\"127.0.3.3\",\"port\":9873},"
                + "{\"name\":\"ns4\",\"address\":\"127.0.3.4\",\"port\":9873}],");

    JsonNode answer = post(inEarnest(four)).json();

    assertThat(answer.path("adds").toString()).isEqualTo("[\"ns4 127.0.3.4:9873\"]");
    assertThat(answer.path("remarks").toString()).contains("joins: true", "a higher revision");
    assertThat(desk.log.membership().members())
        .contains(new Member("ns4", "127.0.3.4", 9873))
        .hasSize(4);
  }

  @Test
  void without_a_leader_nothing_is_changed() throws Exception {
    desk.log.play("ns1", Optional.empty(), OperatorDesk.THREE);

    Answer answer = post(inEarnest(TWO));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.json().path("type").asText()).endsWith(":no-leader");
    assertThat(answer.json().path("detail").asText()).contains("nothing was changed: ns1");
    assertThat(desk.log.membership().members()).isEqualTo(OperatorDesk.THREE);
    assertThat(desk.ask("GET", "/v1/members", "vera", null).json().path("leader").isNull())
        .isTrue();
  }

  @Test
  void without_a_note_in_the_journal_nothing_is_changed() throws Exception {
    desk.plane.loseMajority();

    Answer answer = post(inEarnest(TWO));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.json().path("detail").asText()).contains("the members are as they were");
    assertThat(desk.log.membership().members()).isEqualTo(OperatorDesk.THREE);
  }

  @Test
  void what_the_leader_refuses_is_told_in_its_words() throws Exception {
    desk.log.endChangesWith(FakeLog.refusal("no progress of ns4"));

    Answer answer = post(inEarnest(TWO));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("members");
    assertThat(answer.json().at("/errors/0/value").asText()).isEqualTo("ns1, ns2");
    assertThat(answer.json().path("detail").asText()).endsWith("no progress of ns4");
  }

  @Test
  void a_change_of_which_nothing_is_heard_is_not_claimed_to_have_failed() throws Exception {
    desk.log.endChangesWith(CompletableFuture.failedFuture(new TimeoutException("silence")));

    Answer answer = post(inEarnest(TWO));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.json().path("detail").asText())
        .isEqualTo(
            "it is not known whether the change to ns1, ns2 came about; GET /v1/members tells who"
                + " the members are");
  }

  @Test
  void the_present_list_is_refused_as_the_guard_says() throws Exception {
    desk.log.play("ns1", Optional.of("ns2"), OperatorDesk.THREE.subList(0, 2));

    Answer answer = post(inEarnest(TWO));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().path("detail").asText())
        .isEqualTo("members is 'ns1, ns2', expected another list than that of the present members");
  }

  @Test
  void the_daemon_that_is_asked_leaves_only_when_it_is_said_so() throws Exception {
    String others = TWO.replace("ns1", "ns3").replace("127.0.3.1", "127.0.3.3");

    Answer refused = post(others);
    Answer said = post(others.replaceFirst("}$", ",\"removesAsked\":true}"));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().path("detail").asText()).contains("ns1 among them", "removesAsked");
    assertThat(said.status()).isEqualTo(200);
    assertThat(said.json().path("remarks").toString()).contains("ask another one from now on");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "name":"ns1"            | "name":"NS 1"             | members[0].name    | NS 1   | 1 to 63 characters
          "name":"ns1",           | ''                        | members[0].name    | absent | 1 to 63 characters
          "name":"ns1"            | "name":"ns2"              | members            | ns2 twice | every name once
          "address":"127.0.3.1"   | "address":"127.0.3.2"     | members            | 127.0.3.2:9873 twice | every address
          "address":"127.0.3.1"   | "address":"ns1.example"   | members[0].address | ns1.example | a literal IPv4
          "address":"127.0.3.1"   | "address":"0.0.0.0"       | members[0].address | 0.0.0.0     | of one machine
          "address":"127.0.3.1"   | "address":"ff02::1"       | members[0].address | ff02::1     | of one machine
          "port":9873             | "port":0                  | members[0].port    | 0      | 1 to 65535
          "port":9873             | "port":65536              | members[0].port    | 65536  | 1 to 65535
          "port":9873             | "port":9873,"role":1      | members[0].role    | 1      | no field but name
          "members":[             | "members":[7,             | members[0]         | 7      | a JSON object
          "reason":"ns3 is dead"  | "reason":" "              | reason             | ' '    | 1 to 300 characters
          "reason":"ns3 is dead"  | "reason":"x","force":true | force              | true   | no field but members
          "reason":"ns3 is dead"  | "reason":"x","removesAsked":1 | removesAsked   | 1      | true or false
          """)
  void a_fault_is_named_by_field_value_and_expectation(
      String right, String wrong, String field, String value, String expected) throws Exception {
    Answer answer = post(inEarnest(TWO.replaceFirst(java.util.regex.Pattern.quote(right), wrong)));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo(field);
    assertThat(answer.json().at("/errors/0/value").asText()).contains(value);
    assertThat(answer.json().at("/errors/0/expected").asText()).contains(expected);
    assertThat(desk.log.membership().members()).isEqualTo(OperatorDesk.THREE);
  }

  @ParameterizedTest
  @CsvSource({"'[]', a list of 0", "'{}', {}", "'[1,1,1,1,1,1]', a list of 6"})
  void a_group_has_one_to_five_members(String members, String value) throws Exception {
    Answer answer = post("{\"members\":" + members + ",\"reason\":\"x\"}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/value").asText()).isEqualTo(value);
    assertThat(answer.json().at("/errors/0/expected").asText()).isEqualTo("a list of 1 to 5");
  }

  @Test
  void a_snapshot_is_tried_first_and_then_named_by_index_and_files() throws Exception {
    var _ = desk.log.propose(new byte[] {1});

    JsonNode tried = desk.ask("POST", "/v1/snapshot", "alice", "").json();
    JsonNode taken = desk.ask("POST", "/v1/snapshot", "alice", "{\"dryRun\":false}").json();

    assertThat(tried.toString())
        .isEqualTo("{\"dryRun\":true,\"self\":\"ns1\",\"index\":1,\"files\":[]}");
    assertThat(taken.toString())
        .isEqualTo("{\"dryRun\":false,\"self\":\"ns1\",\"index\":1,\"files\":[\"snapshot.1_1\"]}");
  }
}
