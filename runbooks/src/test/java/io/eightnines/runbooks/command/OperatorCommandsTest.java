package io.eightnines.runbooks.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eightnines.runbooks.command.ScriptedDaemon.Asked;
import io.eightnines.runbooks.fleet.Certified;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class OperatorCommandsTest {
  /** What a daemon answers to a drain of one region that is tried. */
  private static final String TRIED =
      """
      {"dryRun":true,"outcome":"STANDS","order":{"id":"drain-1","intent":"drain","region":"east",
       "text":"drain east by alice: new kernel","leftMillis":1800000},
       "needsSecondOperator":false,"hold":null,"raises":[],"generation":7,"events":[],
       "effects":[
        {"region":"east","address":"127.0.1.1","port":1,"weight":100,"before":100,"after":0,
         "reason":"drain east by alice: new kernel"},
        {"region":"west","address":"127.0.1.2","port":1,"weight":100,"before":100,"after":100,
         "reason":"ns1 says UP"}]}
      """;

  private static final String REFUSED =
      """
      {"type":"urn:eightnines:problem:refused","title":"The order was refused","status":409,
       "detail":"region is 'eest', expected one of east, west"}
      """;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private ScriptedDaemon daemon;
  private Path token;

  @BeforeEach
  void start() throws Exception {
    daemon = new ScriptedDaemon();
    token = Files.writeString(folder.resolve("alice.token"), "sesame\n");
  }

  @AfterEach
  void stop() {
    daemon.stop();
  }

  private int run(String... arguments) {
    return at(List.of(daemon.url()), arguments);
  }

  private int at(List<String> daemons, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    daemons.forEach(url -> all.addAll(List.of("--daemon", url)));
    all.addAll(List.of("--token-file", token.toString()));
    CommandLine command = Eightnines.commandLine();
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    return command.execute(all.toArray(String[]::new));
  }

  private JsonNode sent() throws Exception {
    return new ObjectMapper().readTree(daemon.asked.getLast().body());
  }

  @Test
  void over_tls_only_a_daemon_whose_issuer_is_known_gets_the_token() throws Exception {
    Certified certified = Certified.at("127.0.0.1", folder);
    ScriptedDaemon secured = new ScriptedDaemon(certified.context());
    secured.answer("POST /v1/orders", 200, TRIED);
    String[] drain = {"drain", "east", "--for", "30m", "--reason", "new kernel", "--authority"};
    Path stranger =
        Certified.at("127.0.0.1", Files.createDirectory(folder.resolve("b"))).authority();

    int refused = at(List.of(secured.url()), with(drain, stranger));
    assertThat(refused).isEqualTo(Eightnines.BROKEN);
    assertThat(err.toString()).contains("no daemon answers").contains("PKIX");
    assertThat(secured.asked).isEmpty();

    int code = at(List.of(secured.url()), with(drain, certified.authority()));
    assertThat(code).isZero();
    assertThat(secured.asked.getLast().authorization()).isEqualTo("Bearer sesame");
    secured.stop();
  }

  @Test
  void an_authority_that_is_no_certificate_is_refused_by_name() {
    int code = run(with(new String[] {"why", "east", "--authority"}, token));

    assertThat(code).isEqualTo(2);
    assertThat(err.toString())
        .contains("--authority is '" + token + "', expected a file of PEM certificates");
  }

  private static String[] with(String[] arguments, Path last) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = last.toString();
    return all;
  }

  @Test
  void a_drain_is_a_dry_run_that_shows_weights_before_and_after() throws Exception {
    daemon.answer("POST /v1/orders", 200, TRIED);

    int code = run("drain", "east", "--for", "30m", "--reason", "new kernel");

    assertThat(code).isZero();
    assertThat(sent().path("dryRun").asBoolean()).isTrue();
    assertThat(sent().path("intent").asText()).isEqualTo("drain");
    assertThat(sent().path("region").asText()).isEqualTo("east");
    assertThat(sent().path("for").asText()).isEqualTo("30m");
    assertThat(sent().path("id").asText()).matches("drain-[0-9a-f]{8}");
    assertThat(daemon.asked.getLast().authorization()).isEqualTo("Bearer sesame");
    assertThat(out.toString())
        .isEqualTo(
            """
            order drain-1: drain east by alice: new kernel
            would stand, ends in 30m0s

            REGION  ADDRESS    CONFIGURED  BEFORE  AFTER  REASON
            east    127.0.1.1  100         100     0 *    drain east by alice: new kernel
            west    127.0.1.2  100         100     100    ns1 says UP

            This was a dry run: nothing was changed. Add --yes to act.
            """);
  }

  @Test
  void yes_acts() throws Exception {
    daemon.answer("POST /v1/orders", 200, TRIED.replace("\"dryRun\":true", "\"dryRun\":false"));

    assertThat(run("force", "east", "7", "--reason", "try it", "--id", "f-1", "--yes")).isZero();

    assertThat(sent().path("dryRun").asBoolean()).isFalse();
    assertThat(sent().path("weight").asInt()).isEqualTo(7);
    assertThat(sent().path("id").asText()).isEqualTo("f-1");
    assertThat(out.toString()).contains("stands, ends in").doesNotContain("dry run");
  }

  @Test
  void a_refusal_is_told_in_the_daemons_words() {
    daemon.answer("POST /v1/orders", 409, REFUSED);

    assertThat(run("drain", "eest", "--reason", "x")).isEqualTo(Eightnines.FAILED);

    assertThat(err.toString())
        .isEqualTo(
            "eightnines: The order was refused: region is 'eest', expected one of east, west\n");
  }

  @Test
  void json_prints_answers_and_problems_alike() throws Exception {
    daemon.answer("POST /v1/orders", 409, REFUSED);

    assertThat(run("freeze", "--reason", "x", "--json")).isEqualTo(Eightnines.FAILED);

    assertThat(new ObjectMapper().readTree(out.toString()).path("status").asInt()).isEqualTo(409);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void the_next_daemon_is_asked_when_one_does_not_answer_or_has_no_majority() throws Exception {
    daemon.answer("POST /v1/orders", 200, TRIED);
    ScriptedDaemon gone = new ScriptedDaemon();
    gone.stop();
    ScriptedDaemon cutOff = new ScriptedDaemon();
    cutOff.answer("POST /v1/orders", 503, "{\"title\":\"No majority\"}");

    int code =
        at(List.of(gone.url(), cutOff.url(), daemon.url()), "drain", "east", "--reason", "x");
    cutOff.stop();

    assertThat(code).isZero();
    assertThat(daemon.asked.getLast().body())
        .as("the same order, by the same id")
        .isEqualTo(cutOff.asked.getLast().body());
  }

  @Test
  void without_any_daemon_the_code_says_so() throws Exception {
    ScriptedDaemon gone = new ScriptedDaemon();
    gone.stop();

    assertThat(at(List.of(gone.url()), "status")).isEqualTo(Eightnines.BROKEN);
    assertThat(err.toString()).startsWith("eightnines: no daemon answers: " + gone.url());
  }

  @Test
  void undrain_ends_the_drains_of_that_region_and_nothing_else() {
    daemon.answer(
        "GET /v1/orders",
        200,
        """
        {"orders":[{"id":"a","intent":"drain","region":"east"},
                   {"id":"b","intent":"force","region":"east"},
                   {"id":"c","intent":"drain","region":"west"},
                   {"id":"d","intent":"freeze","region":null}]}
        """);
    daemon.answer("POST /v1/orders/a/cancel", 200, TRIED.replace("\"STANDS\"", "\"CANCELLED\""));

    assertThat(run("undrain", "east", "--yes")).isZero();

    assertThat(daemon.asked)
        .extracting(Asked::what)
        .containsExactly("GET /v1/orders", "POST /v1/orders/a/cancel");
    assertThat(run("undrain", "north")).isEqualTo(Eightnines.FAILED);
    assertThat(err.toString()).contains("there is no order that drains north");
  }

  @Test
  void unfreeze_cancel_and_approve_name_the_order() {
    daemon.answer("GET /v1/orders", 200, "{\"orders\":[{\"id\":\"d\",\"intent\":\"freeze\"}]}");
    for (String path : List.of("d/cancel", "x/cancel", "y/approve")) {
      daemon.answer("POST /v1/orders/" + path, 200, TRIED);
    }

    assertThat(run("unfreeze")).isZero();
    assertThat(run("cancel", "x", "--reason", "done")).isZero();
    assertThat(run("approve", "y", "--yes")).isZero();

    assertThat(daemon.asked)
        .extracting(asked -> asked.what() + " " + asked.body())
        .containsExactly(
            "GET /v1/orders ",
            "POST /v1/orders/d/cancel {\"dryRun\":true}",
            "POST /v1/orders/x/cancel {\"dryRun\":true,\"reason\":\"done\"}",
            "POST /v1/orders/y/approve {\"dryRun\":false}");
  }

  @Test
  void one_that_waits_for_a_second_operator_says_what_that_one_types() {
    daemon.answer(
        "POST /v1/orders",
        200,
        TRIED.replace("STANDS", "AWAITS_APPROVAL").replace("\"dryRun\":true", "\"dryRun\":false"));

    assertThat(run("drain", "east", "--reason", "x", "--yes")).isZero();

    assertThat(out.toString()).contains("eightnines approve drain-1 --yes");
  }

  @Test
  void status_shows_who_leads_what_is_answered_and_what_is_wrong() {
    daemon.answer(
        "GET /status",
        200,
        """
        {"zone":{"service":"api.example.test"},
         "group":{"self":"ns1","role":"FOLLOWER","leader":"ns2","term":3},
         "plan":{"generation":41,"ageMillis":61000,"endpoints":[
           {"region":"east","address":"127.0.1.1","weight":100,"effectiveWeight":0,
            "health":"DOWN","reason":"out: refused"}]},
         "hold":{"held":true,"why":"FROZEN","text":"an operator has frozen the answers"},
         "alerts":[{"name":"REDUNDANCY_LOST","text":"out of service: east"}]}
        """);
    daemon.answer(
        "GET /v1/orders",
        200,
        """
        {"orders":[{"id":"f-1","standing":"STANDS","leftMillis":5000,"text":"freeze by bob: x"}]}
        """);

    assertThat(run("status")).isZero();

    assertThat(out.toString())
        .isEqualTo(
            """
            daemon  ns1 (%s) is FOLLOWER, leader ns2, term 3
            plan    generation 41 for api.example.test, 1m1s old

            REGION  ADDRESS    CONFIGURED  NOW  STANDING  REASON
            east    127.0.1.1  100         0    DOWN      out: refused

            HOLD    FROZEN: an operator has frozen the answers
            ALERT   REDUNDANCY_LOST: out of service: east
            ORDER  STANDING  ENDS IN  WHAT
            f-1    STANDS    5s       freeze by bob: x
            """
                .formatted(daemon.url()));
  }

  @Test
  void why_shows_the_vote_of_each_observer() {
    daemon.answer(
        "GET /v1/why/east",
        200,
        """
        {"endpoints":[{"region":"east","address":"127.0.1.1","weight":100,"effectiveWeight":0,
          "reason":"out: refused",
          "finding":{"standing":"DOWN","evidence":"PROOF","since":"2026-11-21T12:00:00Z"},
          "votes":[{"observer":"ns1","counts":true,"standing":"DOWN","proof":true,"why":"refused"},
                   {"observer":"ns2","counts":false,"standing":"UP","proof":false,"why":"fine",
                    "abstains":"its own clockwork is late"}],
          "order":null,"timings":{"at":"x","tookMillis":{"DETECT":12.5,"WHOLE":31.0}}}],
         "hold":null,"alerts":[],"changes":[{"at":"2026-11-21T12:00:00Z","what":"plan: 1 -> 2"}]}
        """);

    assertThat(run("why", "east")).isZero();

    assertThat(out.toString())
        .contains(
            "east 127.0.1.1: weight 0 of 100",
            "found    DOWN, evidence PROOF, since 2026-11-21T12:00:00Z",
            "took     detect 12.5 ms, whole 31.0 ms",
            "ns1       yes     DOWN  yes    refused",
            "ns2       no      UP    no     abstains: its own clockwork is late",
            "plan: 1 -> 2");
  }

  @Test
  void journal_shows_events_in_their_order() {
    daemon.answer(
        "GET /v1/journal?since=5m&limit=200",
        200,
        """
        {"since":"x","left":true,"lines":[
         {"index":4,"wall":"2026-11-21T12:00:00Z","events":["order d-1: drain east by alice: x",
          "plan: 3: a -> 4: b"]},{"index":5,"wall":"2026-11-21T12:00:01Z"}]}
        """);

    assertThat(run("journal", "--since", "5m")).isZero();

    assertThat(out.toString())
        .isEqualTo(
            """
            (older entries were left out: ask for more with --limit)
            2026-11-21T12:00:00Z  4  order d-1: drain east by alice: x
            2026-11-21T12:00:00Z  4  plan: 3: a -> 4: b
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          drain east --reason x --for 30       | --for is '30', expected a length such as 90s, 30m or 2h
          drain east --reason x --for 25h      | --for is '25h', expected a length
          drain east --for 30m                 | '--reason=TEXT'
          drain --reason x                     | 'REGION'
          drain east --reason x --id A_B       | --id is 'A_B', expected 1 to 40 characters
          force east 1001 --reason x           | WEIGHT is 1001, expected 0 to 1000
          force east much --reason x           | 'much'
          why a/b                              | NAME is 'a/b', expected a region's name
          cancel ../x                          | ID is '../x', expected 1 to 40 characters
          journal --since yesterday            | --since is 'yesterday', expected a length
          members add ns4 ns4.example:9873 --reason x | ADDRESS:PORT is 'ns4.example:9873', expected a literal
          members add ns4 127.0.3.4:65536 --reason x  | ADDRESS:PORT is '127.0.3.4:65536', expected
          members add NS4 127.0.3.4:9 --reason x      | NAME is 'NS4', expected 1 to 63 characters
          members remove ns4                   | '--reason=TEXT'
          members remove --reason x            | 'NAME'
          members replace ns4                  | 'replace'
          journal --limit 0                    | --limit is 0, expected 1 to 1000
          status --daemon ns1                  | --daemon is 'ns1', expected a URL such as
          freeze --reason x --daemon http://192.0.2.1 | expected https, or this machine
          """)
  void a_mistake_is_named_by_option_value_and_expectation(String line, String message) {
    assertThat(run(line.split(" "))).isEqualTo(2);

    assertThat(err.toString()).contains(message);
    assertThat(daemon.asked).isEmpty();
  }

  private static final String MEMBERS =
      """
      {"self":"ns1","role":"FOLLOWER","leader":"ns2","term":3,"applied":41,"sinceLeaderMillis":20,
       "members":[
        {"name":"ns1","address":"127.0.3.1","port":9873,"leads":false,"heard":true},
        {"name":"ns2","address":"127.0.3.2","port":9873,"leads":true,"heard":true},
        {"name":"ns3","address":"127.0.3.3","port":9873,"leads":false,"heard":false}]}
      """;

  private static final String REMOVED =
      """
      {"dryRun":true,"before":["ns1 127.0.3.1:9873","ns2 127.0.3.2:9873"],
       "after":["ns1 127.0.3.1:9873"],"adds":[],"removes":["ns2 127.0.3.2:9873"],
       "remarks":["ns2 is cut off"]}
      """;

  @Test
  void members_shows_who_keeps_the_log_and_who_leads() {
    daemon.answer("GET /v1/members", 200, MEMBERS);

    assertThat(run("members")).isZero();

    assertThat(out.toString())
        .isEqualTo(
            """
            daemon  ns1 (%s) is FOLLOWER, leader ns2, term 3, applied entry 41

            MEMBER  LOG AT          LEADS  HEARD
            ns1     127.0.3.1:9873  no     yes
            ns2     127.0.3.2:9873  yes    yes
            ns3     127.0.3.3:9873  no     no
            """
                .formatted(daemon.url()));
  }

  @Test
  void removing_a_member_is_a_dry_run_that_shows_who_is_left() throws Exception {
    daemon.answer("GET /v1/members", 200, MEMBERS);
    daemon.answer("POST /v1/members", 200, REMOVED);

    assertThat(run("members", "remove", "ns3", "--reason", "it is dead")).isZero();

    assertThat(sent().toString())
        .isEqualTo(
            "{\"members\":[{\"name\":\"ns1\",\"address\":\"127.0.3.1\",\"port\":9873},"
                + "{\"name\":\"ns2\",\"address\":\"127.0.3.2\",\"port\":9873}],"
                + "\"removesAsked\":false,\"reason\":\"it is dead\",\"dryRun\":true}");
    assertThat(out.toString())
        .isEqualTo(
            """
            before   ns1 127.0.3.1:9873, ns2 127.0.3.2:9873
            after    ns1 127.0.3.1:9873
            adds     nobody
            removes  ns2 127.0.3.2:9873
            note     ns2 is cut off

            This was a dry run: nothing was changed. Add --yes to act.
            """);
  }

  @Test
  void adding_a_member_with_yes_acts() throws Exception {
    daemon.answer("GET /v1/members", 200, MEMBERS);
    daemon.answer("POST /v1/members", 200, REMOVED.replace("\"dryRun\":true", "\"dryRun\":false"));

    int code = run("members", "add", "ns4", "[2001:db8::4]:9873", "--reason", "a fourth", "--yes");

    assertThat(code).isZero();
    assertThat(sent().path("dryRun").asBoolean(true)).isFalse();
    assertThat(sent().path("members")).hasSize(4);
    assertThat(sent().at("/members/3").toString())
        .isEqualTo("{\"name\":\"ns4\",\"address\":\"2001:db8::4\",\"port\":9873}");
    assertThat(out.toString()).doesNotContain("dry run");
  }

  @Test
  void a_member_that_is_there_or_is_not_is_named_before_anything_is_asked_for() {
    daemon.answer("GET /v1/members", 200, MEMBERS);

    assertThat(run("members", "add", "ns2", "127.0.3.9:1", "--reason", "x"))
        .isEqualTo(Eightnines.FAILED);
    assertThat(run("members", "remove", "ns9", "--reason", "x")).isEqualTo(Eightnines.FAILED);

    assertThat(err.toString())
        .contains(
            "NAME is 'ns2', expected none of ns1, ns2, ns3",
            "NAME is 'ns9', expected one of ns1, ns2, ns3");
    assertThat(daemon.asked).extracting(Asked::what).containsOnly("GET /v1/members");
  }

  @Test
  void a_refused_change_is_told_in_the_daemons_words() {
    daemon.answer("GET /v1/members", 200, MEMBERS);
    daemon.answer("POST /v1/members", 409, REFUSED);

    assertThat(run("members", "remove", "ns1", "--remove-asked", "--reason", "x", "--yes"))
        .isEqualTo(Eightnines.FAILED);

    assertThat(err.toString()).startsWith("eightnines: The order was refused: ");
    assertThat(daemon.asked.getLast().body()).contains("\"removesAsked\":true");
  }

  @Test
  void a_snapshot_is_tried_and_then_named_by_its_files() {
    daemon.answer(
        "POST /v1/snapshot",
        200,
        "{\"dryRun\":false,\"self\":\"ns1\",\"index\":41,\"files\":[\"/s/snapshot.3_41\"]}");

    assertThat(run("snapshot")).isZero();
    assertThat(run("snapshot", "--yes")).isZero();

    assertThat(daemon.asked)
        .extracting(Asked::body)
        .containsExactly("{\"dryRun\":true}", "{\"dryRun\":false}");
    assertThat(out.toString()).endsWith("daemon  ns1\nentry   41\nfile    /s/snapshot.3_41\n");
  }

  @Test
  void a_token_file_that_is_not_there_is_said_so() {
    token = folder.resolve("none");

    assertThat(run("freeze", "--reason", "x")).isEqualTo(2);
    assertThat(err.toString()).contains("--token-file is '" + token + "', expected a file");
  }

  @ParameterizedTest
  @CsvSource({
    "status",
    "why",
    "drain",
    "undrain",
    "force",
    "freeze",
    "unfreeze",
    "approve",
    "cancel",
    "journal",
    "members",
    "members add",
    "members remove",
    "snapshot"
  })
  void every_command_explains_itself_and_its_exit_codes(String command) {
    assertThat(run((command + " --help").split(" "))).isZero();
    assertThat(out.toString()).contains("--daemon", "--token-file", "--json", "Exit codes:");
  }
}
