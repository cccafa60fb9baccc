package io.eightnines.runbooks.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DnsCommandsTest {
  private static final String SAME =
      "{\"publisher\":\"knot\",\"served\":7,\"missing\":[],\"foreign\":[],\"trouble\":null}";

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
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--daemon", daemon.url(), "--token-file", token.toString()));
    CommandLine command = Eightnines.commandLine();
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    return command.execute(all.toArray(String[]::new));
  }

  private JsonNode sent() throws Exception {
    return new ObjectMapper().readTree(daemon.asked.getLast().body());
  }

  private void differs(String... publishers) {
    daemon.answer(
        "GET /v1/dns/diff",
        200,
        "{\"generation\":7,\"publishers\":[" + String.join(",", publishers) + "]}");
  }

  private void publishes(boolean dryRun, String... publishers) {
    daemon.answer(
        "POST /v1/dns/publish",
        200,
        "{\"dryRun\":%s,\"overwrite\":false,\"generation\":7,\"publishers\":[%s]}"
            .formatted(dryRun, String.join(",", publishers)));
  }

  private static String ended(String publisher, String outcome, String text) {
    return "{\"publisher\":\"%s\",\"outcome\":\"%s\",\"text\":%s}"
        .formatted(publisher, outcome, text.isEmpty() ? "null" : "\"" + text + "\"");
  }

  @Test
  void the_plan_is_shown_as_each_provider_would_serve_it_with_what_is_lost() {
    daemon.answer(
        "GET /v1/dns/plan",
        200,
        """
        {"generation":7,"publishers":[
          {"publisher":"aws","records":["A [127.0.1.1] weight 255 ttl 5 127.0.1.1"],
           "lost":[{"kind":"ROUNDED","text":"weights up to 1000 are rounded"}]},
          {"publisher":"knot","records":["A ttl 5 127.0.1.1 127.0.1.2"],"lost":[]}]}
        """);

    assertThat(run("dns", "plan")).isZero();

    assertThat(daemon.asked.getLast().authorization()).isEqualTo("Bearer sesame");
    assertThat(out.toString())
        .isEqualTo(
            """
            daemon  %s
            plan    generation 7

            aws would serve
              A [127.0.1.1] weight 255 ttl 5 127.0.1.1
              lost: rounded, weights up to 1000 are rounded

            knot would serve
              A ttl 5 127.0.1.1 127.0.1.2
            """
                .formatted(daemon.url()));
  }

  @Test
  void drift_is_shown_record_by_record_and_ends_with_1() {
    differs(
        SAME,
        """
        {"publisher":"aws","served":7,"missing":["A ttl 5 127.0.1.1"],
         "foreign":["A ttl 60 192.0.2.9"],"trouble":null}
        """);

    assertThat(run("dns", "diff")).isEqualTo(Eightnines.FAILED);

    assertThat(out.toString())
        .isEqualTo(
            """
            daemon  %s
            plan    generation 7

            knot serves generation 7, as planned

            aws serves generation 7, and differs
              - A ttl 5 127.0.1.1
              + A ttl 60 192.0.2.9

            - planned and not served, + served and not planned
            """
                .formatted(daemon.url()));
  }

  @Test
  void providers_that_serve_just_the_plan_end_with_0() {
    differs(SAME);

    assertThat(run("dns", "diff")).isZero();
    assertThat(run("dns", "diff", "--json")).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "null, frozen, 'cannot be read, so nothing is known: frozen'",
    "6, , 'serves generation 6, and differs'",
    "8, , 'serves generation 8, and differs'",
    "0, , serves no generation of ours",
  })
  void what_cannot_be_read_or_is_another_generation_is_not_as_planned(
      String served, @Nullable String trouble, String says) {
    differs(
        SAME,
        "{\"publisher\":\"aws\",\"served\":%s,\"missing\":[],\"foreign\":[],\"trouble\":%s}"
            .formatted(served, trouble == null ? "null" : "\"" + trouble + "\""));

    assertThat(run("dns", "diff")).isEqualTo(Eightnines.FAILED);
    assertThat(out.toString()).contains("knot serves generation 7, as planned", "aws " + says);
    assertThat(run("dns", "diff", "--json")).isEqualTo(Eightnines.FAILED);
  }

  @Test
  void without_a_plan_or_a_provider_nothing_counts_as_planned() {
    daemon.answer("GET /v1/dns/diff", 200, "{\"generation\":0,\"publishers\":[]}");

    assertThat(run("dns", "diff")).isEqualTo(Eightnines.FAILED);

    assertThat(out.toString()).endsWith("plan    none was decided that this daemon knows\n");
    differs();
    assertThat(run("dns", "diff")).isEqualTo(Eightnines.FAILED);
    assertThat(out.toString()).endsWith("plan    generation 7\nto      no provider\n");
  }

  @Test
  void a_publish_is_a_dry_run_to_all_that_shows_what_would_be_served() throws Exception {
    publishes(true, ended("aws", "PLANNED", "A ttl 5 127.0.1.1 | A ttl 5 127.0.1.2"));

    assertThat(run("dns", "publish", "--reason", "aws was edited")).isZero();

    assertThat(sent())
        .isEqualTo(
            new ObjectMapper()
                .readTree("{\"reason\":\"aws was edited\",\"overwrite\":false,\"dryRun\":true}"));
    assertThat(out.toString())
        .isEqualTo(
            """
            daemon  %s
            plan    generation 7

            aws would be told to serve
              A ttl 5 127.0.1.1
              A ttl 5 127.0.1.2

            No provider was asked: dns diff shows what they serve.

            This was a dry run: nothing was changed. Add --yes to act.
            """
                .formatted(daemon.url()));
  }

  @Test
  void a_publish_in_earnest_goes_to_the_one_named_and_over_what_others_changed_if_told()
      throws Exception {
    publishes(false, ended("aws", "WRITTEN", ""));

    int code = run("dns", "publish", "--reason", "x", "--publisher", "aws", "--overwrite", "--yes");

    assertThat(code).isZero();
    assertThat(daemon.asked).hasSize(1);
    assertThat(sent().path("publisher").asText()).isEqualTo("aws");
    assertThat(sent().path("overwrite").asBoolean()).isTrue();
    assertThat(sent().path("dryRun").asBoolean()).isFalse();
    assertThat(out.toString()).endsWith("\naws has taken it\n").doesNotContain("dry run");
  }

  @ParameterizedTest
  @CsvSource({
    "CURRENT, '', 0, served it already: nothing changed",
    "OVERTAKEN, generation 9 is served, 1, 'it is ahead: generation 9 is served'",
    "DRIFTED, there are others, 1, 'changed it: there are others; --overwrite publishes over it'",
    "FAILED, THROTTLED, 1, failed: THROTTLED",
    "UNHEARD_OF, '', 1, UNHEARD_OF",
  })
  void a_publish_ends_with_0_only_if_every_provider_serves_the_plan(
      String outcome, String text, int code, String says) {
    publishes(false, ended("knot", "WRITTEN", ""), ended("aws", outcome, text));

    assertThat(run("dns", "publish", "--reason", "x", "--yes")).isEqualTo(code);
    assertThat(out.toString()).contains("knot has taken it").contains(says);
    assertThat(run("dns", "publish", "--reason", "x", "--yes", "--json")).isEqualTo(code);
  }

  @Test
  void where_there_is_no_provider_nothing_was_published() {
    publishes(false);

    assertThat(run("dns", "publish", "--reason", "x", "--yes")).isEqualTo(Eightnines.FAILED);

    assertThat(out.toString()).endsWith("plan    generation 7\nto      no provider\n");
  }

  @Test
  void a_refusal_is_told_in_the_daemons_own_words() {
    daemon.answer(
        "POST /v1/dns/publish",
        400,
        """
        {"title":"The request is invalid","status":400,
         "detail":"publisher is 'awz', expected one of aws, knot"}
        """);

    assertThat(run("dns", "publish", "--reason", "x", "--publisher", "awz"))
        .isEqualTo(Eightnines.FAILED);

    assertThat(err.toString())
        .isEqualTo(
            "eightnines: The request is invalid: publisher is 'awz', expected one of aws, knot\n");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void no_reason_no_publish() {
    assertThat(run("dns", "publish", "--yes")).isEqualTo(2);
    assertThat(run("dns", "publish", "--yes", "--reason", " ")).isEqualTo(2);

    assertThat(err.toString()).contains("'--reason=TEXT'", "--reason is ' ', expected 1 to 300");
    assertThat(daemon.asked).isEmpty();
  }

  @Test
  void no_daemon_that_answers_ends_with_3() {
    daemon.stop();

    assertThat(run("dns", "plan")).isEqualTo(Eightnines.BROKEN);
    assertThat(run("dns", "diff")).isEqualTo(Eightnines.BROKEN);
    assertThat(run("dns", "publish", "--reason", "x")).isEqualTo(Eightnines.BROKEN);
  }

  @ParameterizedTest
  @CsvSource({"plan", "diff", "publish"})
  void every_command_explains_itself_and_its_exit_codes(String command) {
    assertThat(run("dns", command, "--help")).isZero();
    assertThat(out.toString()).contains("--daemon", "--token-file", "--json", "Exit codes:");
  }
}
