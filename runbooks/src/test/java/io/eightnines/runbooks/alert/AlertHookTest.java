package io.eightnines.runbooks.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertHookTest {
  private static final String TOKEN = "sesame-sesame-sesame";
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final String FIRING =
      """
      {"version":"4","groupKey":"{}:{}","status":"firing","receiver":"redeploy","alerts":[
        {"status":"firing","labels":{"alertname":"RegionOut","region":"east"},
         "startsAt":"2026-11-21T11:59:00Z","fingerprint":"1"},
        {"status":"resolved","labels":{"alertname":"RegionOut","region":"west"}}]}
      """;

  @TempDir Path folder;

  private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final HttpClient http = HttpClient.newHttpClient();
  private Optional<Instant> last = Optional.empty();
  private Optional<String> objection = Optional.empty();
  private AlertHook hook;

  private final Remedy remedy =
      new Remedy() {
        @Override
        public Optional<Instant> last() {
          return last;
        }

        @Override
        public Optional<String> objection(String region, String reason) {
          return objection;
        }

        @Override
        public String apply(String region, String reason) throws InterruptedException {
          begun.add(region + ": " + reason);
          mayEnd.await();
          return region + " is redeployed";
        }
      };

  @BeforeEach
  void start() throws Exception {
    hook = hook(true);
  }

  private AlertHook hook(boolean acts) throws IOException {
    return new AlertHook(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        TOKEN,
        new AlertHook.Rules(
            new Trigger.Policy(Set.of("RegionOut"), Duration.ofMinutes(30)), "region", acts),
        remedy,
        new AlertHook.Place(folder.resolve("alerts.jsonl"), () -> NOW, ended::add));
  }

  @AfterEach
  void stop() {
    mayEnd.countDown();
    hook.close();
    http.close();
  }

  private HttpResponse<String> post(String token, String body) throws Exception {
    return send("/v1/alerts", token, "POST", body);
  }

  private HttpResponse<String> send(String path, String token, String method, String body)
      throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + hook.address().getPort() + path);
    return http.send(
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + token)
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void an_alert_begins_one_redeploy_and_another_must_wait() throws Exception {
    assertThat(post(TOKEN, FIRING).statusCode()).isEqualTo(202);
    assertThat(begun.poll(30, TimeUnit.SECONDS)).isEqualTo("east: alert RegionOut fires for east");

    HttpResponse<String> second = post(TOKEN, FIRING);

    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(second.body()).contains("a redeploy is under way");
    mayEnd.countDown();
    assertThat(ended.poll(30, TimeUnit.SECONDS)).isEqualTo("east is redeployed");
    assertThat(begun).isEmpty();
  }

  @Test
  void what_was_asked_and_answered_is_in_the_log_and_the_token_is_not() throws Exception {
    post(TOKEN, FIRING);
    post("wrong-wrong-wrong-wrong", FIRING);

    List<String> lines = Files.readAllLines(folder.resolve("alerts.jsonl"));

    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).contains("\"status\":202", "redeploy of east", "127.0.0.1");
    assertThat(lines.get(1)).contains("\"status\":401").doesNotContain("wrong-");
  }

  @Test
  void a_redeploy_that_must_not_be_is_refused_in_its_own_words() throws Exception {
    objection = Optional.of("west is out: refused");

    HttpResponse<String> answer = post(TOKEN, FIRING);

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("west is out: refused");
    assertThat(begun).isEmpty();
    objection = Optional.empty();
    assertThat(post(TOKEN, FIRING).statusCode()).isEqualTo(202);
  }

  @Test
  void too_soon_after_the_last_one_is_429() throws Exception {
    last = Optional.of(NOW.minusSeconds(60));

    assertThat(post(TOKEN, FIRING).statusCode()).isEqualTo(429);
    assertThat(begun).isEmpty();
  }

  @Test
  void an_alert_that_has_ended_is_nothing_to_do() throws Exception {
    String resolved = FIRING.replace("\"firing\"", "\"resolved\"");

    assertThat(post(TOKEN, resolved).statusCode()).isEqualTo(200);
    assertThat(begun).isEmpty();
  }

  @Test
  void nobody_acts_without_the_token() throws Exception {
    for (String token : List.of("", "sesame", TOKEN + "x")) {
      assertThat(post(token, FIRING).statusCode()).isEqualTo(401);
    }
    assertThat(begun).isEmpty();
  }

  @Test
  void what_is_no_webhook_is_refused_by_field_and_value() throws Exception {
    assertThat(post(TOKEN, "no json").statusCode()).isEqualTo(400);
    assertThat(post(TOKEN, "").statusCode()).isEqualTo(400);
    assertThat(post(TOKEN, FIRING.replace("\"4\"", "\"3\"")).body())
        .contains("version is '3', expected '4'");
    assertThat(post(TOKEN, "{\"version\":\"4\",\"alerts\":{}}").statusCode()).isEqualTo(400);
    assertThat(send("/", TOKEN, "POST", FIRING).statusCode()).isEqualTo(404);
    assertThat(send("/v1/alerts", TOKEN, "PUT", FIRING).statusCode()).isEqualTo(405);
    assertThat(begun).isEmpty();
  }

  @Test
  void a_body_of_more_than_a_mebibyte_is_refused() throws Exception {
    assertThat(post(TOKEN, " ".repeat(AlertHook.MAX_BYTES + 1)).statusCode()).isEqualTo(413);
  }

  @Test
  void without_yes_it_only_says_what_it_would_do() throws Exception {
    hook.close();
    hook = hook(false);

    HttpResponse<String> answer = post(TOKEN, FIRING);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("would redeploy east");
    assertThat(begun).isEmpty();
  }
}
