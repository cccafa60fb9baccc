package io.eightnines.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropwizard.testing.DropwizardTestSupport;
import io.eightnines.client.token.HashedTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiApplicationTest {
  private static final String TOKEN = "a-customer-token-of-some-length";
  private static final String GATEWAY_TOKEN = "a-gateway-token-of-some-length";
  private static final String ID = "A".repeat(43);
  private static final String DRAW = "{\"id\":\"" + ID + "\"}";
  private static final String REQUEST =
      """
      {"chain":"c","previous":null,"tag":"","spec":{"kind":"permutation","size":52}}\
      """;

  @TempDir Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private ScriptedGateway gateway;
  private DropwizardTestSupport<ApiConfiguration> api;

  @BeforeEach
  void start() throws Exception {
    gateway = new ScriptedGateway();
    api = new DropwizardTestSupport<>(ApiApplication.class, configuration().toString());
    api.before();
    await(() -> get("/health/ready").statusCode() == 200);
  }

  @AfterEach
  void stop() {
    api.after();
    gateway.close();
  }

  private Path configuration() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), GATEWAY_TOKEN + "\n");
    return Files.writeString(
        folder.resolve("api.yml"),
        """
        region: test-1
        gateways:
          - {site: site-a, address: "http://127.0.0.1:%d"}
        gatewayTokenFile: %s
        customers:
          - {name: demo, tokenSha256: %s}
        patience: 2s
        shutdownNotice: 10ms
        server:
          applicationConnectors: [{type: http, bindHost: 127.0.0.1, port: 0}]
          adminConnectors: [{type: http, bindHost: 127.0.0.1, port: 0}]
        logging: {level: OFF}
        """
            .formatted(gateway.port(), token, HashedTokens.sha256(TOKEN)));
  }

  @FunctionalInterface
  private interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  private static void await(Condition condition) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("time to wait for the condition").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.getLocalPort() + path));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return http.send(
        request("/v1/draws")
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + TOKEN)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private void gatewayIssues() {
    gateway.answer(
        "/v1/draws",
        201,
        DRAW,
        Map.of("ETag", "\"" + ID + "\"", "Content-Type", "application/json"));
  }

  @Test
  void a_draw_is_passed_on_byte_for_byte_with_customer_and_deadline() throws Exception {
    gatewayIssues();

    HttpResponse<String> answer = post(REQUEST);

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).isEqualTo(DRAW);
    ScriptedGateway.Asked asked = gateway.asked.getFirst();
    assertThat(asked.header("Eightnines-customer")).isEqualTo("demo");
    assertThat(asked.header("Authorization")).isEqualTo("Bearer " + GATEWAY_TOKEN);
    assertThat(Integer.parseInt(asked.header("Eightnines-deadline-ms"))).isBetween(1, 2000);
  }

  @Test
  void an_issued_draw_is_shown_from_memory_for_ever() throws Exception {
    gatewayIssues();
    post(REQUEST);

    HttpResponse<String> answer = get("/v1/draws/" + ID);
    HttpResponse<String> again =
        http.send(
            request("/v1/draws/" + ID).header("If-None-Match", "\"" + ID + "\"").build(),
            BodyHandlers.ofString());

    assertThat(answer.body()).isEqualTo(DRAW);
    assertThat(answer.headers().firstValue("Cache-Control"))
        .hasValue("public, max-age=31536000, immutable");
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(gateway.asked).hasSize(1);
  }

  @Test
  void a_stranger_is_turned_away_and_the_gateway_never_hears_of_it() throws Exception {
    HttpResponse<String> answer =
        http.send(
            request("/v1/draws")
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer wrong")
                .POST(BodyPublishers.ofString(REQUEST))
                .build(),
            BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    assertThat(gateway.asked).isEmpty();
  }

  @Test
  void what_cannot_be_drawn_is_refused_by_field_value_and_expectation() throws Exception {
    for (String size : new String[] {"-1", "0", "1000000000000"}) {
      HttpResponse<String> answer = post(REQUEST.replace("52", size));

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      assertThat(answer.body())
          .contains("\"field\":\"spec.size\"", "\"value\":\"" + size + "\"", "\"expected\":");
    }
    assertThat(post("{\"chain\":").statusCode()).isEqualTo(400);
    assertThat(post("\u0000").body()).contains("\"field\":\"body\"");
    assertThat(gateway.asked).isEmpty();
  }

  @Test
  void a_body_of_100_megabytes_is_refused_without_being_read() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.getLocalPort())) {
      socket
          .getOutputStream()
          .write(
              ("POST /v1/draws HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                      + "Authorization: Bearer "
                      + TOKEN
                      + "\r\nContent-Length: 104857600\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);

      assertThat(answer).isEqualTo("HTTP/1.1 413");
    }
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void a_conflict_is_passed_on_with_the_draw_that_was_issued() throws Exception {
    String problem = "{\"issued\":\"" + ID + "\",\"status\":409}";
    gateway.answer("/v1/draws", 409, problem, Map.of("Content-Type", "application/problem+json"));

    HttpResponse<String> answer = post(REQUEST);

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).isEqualTo(problem);
  }

  @Test
  void a_failing_gateway_is_503_within_the_deadline_and_ready_stays_true() throws Exception {
    gateway.answer("/v1/draws", 500, "boom", Map.of());
    gateway.answer("/health/deep", 503, "{}", Map.of());

    HttpResponse<String> answer = post(REQUEST);
    HttpResponse<String> deep = get("/health/deep");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(answer.body()).contains("gateway-unreachable").doesNotContain("boom");
    assertThat(deep.statusCode()).isEqualTo(503);
    assertThat(deep.body()).contains("\"gateway\":\"unreachable", "\"site\":\"site-a\"");
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void a_customer_sees_own_chains_only() throws Exception {
    gateway.answer("/v1/chains/demo/c", 200, "{}", Map.of("Content-Type", "application/json"));
    HttpResponse<String> answer =
        http.send(
            request("/v1/chains/c").header("Authorization", "Bearer " + TOKEN).build(),
            BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(get("/v1/chains/c").statusCode()).isEqualTo(401);
  }

  @Test
  void what_is_not_there_is_a_problem_document() throws Exception {
    assertThat(get("/v1/nothing").headers().firstValue("Content-Type"))
        .hasValue("application/problem+json");
    assertThat(get("/v1/draws/short").body()).contains("\"field\":\"id\"");
    assertThat(
            http.send(request("/v1/keys").DELETE().build(), BodyHandlers.ofString()).statusCode())
        .isEqualTo(405);
  }

  @Test
  void metrics_have_bounded_labels() throws Exception {
    get("/v1/draws/" + ID);
    get("/v1/" + "x".repeat(100));
    String metrics =
        http.send(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + api.getAdminPort() + "/metrics"))
                    .build(),
                BodyHandlers.ofString())
            .body();

    assertThat(metrics)
        .contains("route=\"v1/draws\"", "route=\"other\"", "eightnines_api_gateway_fit")
        .contains("eightnines_api_requests_in_flight 0.0")
        .doesNotContain("xxx");
  }

  @Test
  void a_faulty_configuration_is_refused_before_a_port_is_bound() throws Exception {
    Path file = configuration();
    Files.writeString(file, Files.readString(file).replace("region:", "regoin:"));

    assertThatThrownBy(
            () -> new DropwizardTestSupport<>(ApiApplication.class, file.toString()).before())
        .hasMessageContaining("line 1: regoin: unknown key");

    Files.writeString(
        file, Files.readString(configuration()).replace("http://127.0.0.1", "http://192.0.2.1"));
    assertThatThrownBy(
            () -> new DropwizardTestSupport<>(ApiApplication.class, file.toString()).before())
        .hasMessageContaining("line 3", "scheme is http to 192.0.2.1, expected https there");
  }
}
