package io.eightnines.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.testing.DropwizardTestSupport;
import io.eightnines.client.draw.ChainHead;
import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.DrawProtocol;
import io.eightnines.client.problem.Problem;
import io.eightnines.client.problem.ProblemReader;
import io.eightnines.client.verify.DrawVerifier;
import io.eightnines.client.verify.PublishedKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway as its callers meet it, over a real port. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayHttpTest {

  private @Nullable DropwizardTestSupport<GatewayConfiguration> support;
  private Gateway gateway = new Gateway(1);
  private int port;
  private int adminPort;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    DropwizardTestSupport<GatewayConfiguration> started =
        Gateway.support(
            Gateway.configure(folder, 0, "limits: {permutation: 500}\nshutdownNotice: 0ms"));
    started.before();
    support = started;
    port = started.getLocalPort();
    adminPort = started.getAdminPort();
    gateway = new Gateway(port);
    gateway.awaitReady();
  }

  @AfterAll
  void stop() {
    if (support != null) {
      support.after();
    }
  }

  @Test
  void a_draw_is_issued_reissued_and_shown_with_the_same_bytes_and_is_genuine() throws Exception {
    String body = Gateway.request("first", "null", "round 1");

    HttpResponse<byte[]> issued = gateway.send(gateway.draw("acme", body));
    HttpResponse<byte[]> again = gateway.send(gateway.draw("acme", body));
    Draw draw = genuine(issued.body());
    HttpResponse<byte[]> shown = gateway.send(gateway.to("/v1/draws/" + draw.id()).GET());

    assertThat(issued.statusCode()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(issued.body());
    assertThat(shown.body()).isEqualTo(issued.body());
    assertThat(header(issued, "Location")).endsWith("/v1/draws/" + draw.id());
    assertThat(header(shown, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(header(shown, "ETag")).isEqualTo("\"" + draw.id() + "\"");
    assertThat(draw.outcome().generators())
        .singleElement()
        .hasToString(
            "GeneratorUse[id=noise-1, model=character device /dev/random, site=site-a,"
                + " health=healthy]");
  }

  @Test
  void who_has_a_draw_already_is_told_that_it_is_unchanged() throws Exception {
    Draw draw = issue("unchanged", "null", "a");

    HttpResponse<byte[]> shown =
        gateway.send(
            gateway
                .to("/v1/draws/" + draw.id())
                .header("If-None-Match", "\"" + draw.id() + "\"")
                .GET());

    assertThat(shown.statusCode()).isEqualTo(304);
  }

  @Test
  void a_reroll_is_refused_with_the_draw_that_was_issued() throws Exception {
    Draw draw = issue("reroll", "null", "a");

    Problem problem = problem(409, gateway.draw("acme", Gateway.request("reroll", "null", "b")));

    assertThat(problem.issued()).isEqualTo(draw.id());
  }

  @Test
  void a_chain_shows_its_head_to_known_callers_only() throws Exception {
    Draw first = issue("heads", "null", "a");
    Draw second = issue("heads", "\"" + first.id() + "\"", "b");
    HttpRequest.Builder known =
        gateway
            .to("/v1/chains/acme/heads")
            .header("Authorization", "Bearer " + Gateway.TOKEN)
            .GET();

    assertThat(ChainHead.read(gateway.send(known).body()))
        .hasValueSatisfying(head -> {
          assertThat(head.head()).isEqualTo(second.id());
          assertThat(head.length()).isEqualTo(2);
        });
    problem(401, gateway.to("/v1/chains/acme/heads").GET());
    problem(
        404,
        gateway
            .to("/v1/chains/acme/none")
            .header("Authorization", "Bearer " + Gateway.TOKEN)
            .GET());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{oops | body",
        "[] | body",
        "{\"chain\":\"c\",\"chain\":\"c\"} | body",
        "{\"chain\":\"c\",\"previous\":null,\"spec\":{\"kind\":\"permutation\",\"size\":-1}}"
            + " | spec.size",
        "{\"chain\":\"c\",\"previous\":null,\"spec\":{\"kind\":\"permutation\",\"size\":0}}"
            + " | spec.size",
        "{\"chain\":\"c\",\"previous\":null,\"spec\":{\"kind\":\"permutation\","
            + "\"size\":1000000000000}} | spec.size",
        "{\"chain\":\"c\",\"previous\":null,\"spec\":{\"kind\":\"permutation\",\"size\":501}}"
            + " | spec.size",
        "{\"chain\":\"c\",\"spec\":{\"kind\":\"permutation\",\"size\":5}} | previous"
      })
  void a_request_that_cannot_be_drawn_is_refused_by_field(String body, String field)
      throws Exception {
    Problem problem = problem(400, gateway.draw("acme", body));

    assertThat(problem.errors()).extracting("field").containsExactly(field);
  }

  @Test
  void an_unknown_chain_or_previous_draw_is_not_found_by_field() throws Exception {
    issue("known", "null", "a");
    String nobody = "\"" + "A".repeat(43) + "\"";

    for (String chain : new String[] {"known", "unknown"}) {
      Problem problem = problem(404, gateway.draw("acme", Gateway.request(chain, nobody, "a")));
      assertThat(problem.errors()).extracting("field").containsExactly("previous");
    }
  }

  @Test
  void strangers_are_turned_away() throws Exception {
    HttpRequest.Builder stranger = gateway.draw("acme", Gateway.request("c", "null", "a"));
    stranger.setHeader("Authorization", "Bearer guess");

    assertThat(header(gateway.send(stranger), "WWW-Authenticate")).isEqualTo("Bearer");
    problem(401, stranger);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Not A Name", "../etc"})
  void a_request_for_no_proper_customer_is_refused(String customer) throws Exception {
    Problem problem = problem(400, gateway.draw(customer, Gateway.request("c", "null", "a")));

    assertThat(problem.errors()).extracting("field").containsExactly(DrawProtocol.CUSTOMER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "60001", "soon", "1.5", "999999999999999999999"})
  void a_deadline_out_of_range_is_refused(String deadline) throws Exception {
    HttpRequest.Builder request =
        gateway
            .draw("acme", Gateway.request("c", "null", "a"))
            .header(DrawProtocol.DEADLINE_MS, deadline);

    assertThat(problem(400, request).errors())
        .extracting("field")
        .containsExactly(DrawProtocol.DEADLINE_MS);
  }

  @Test
  void a_body_of_100_megabytes_is_refused_before_it_is_read() throws Exception {
    String head =
        """
        POST /v1/draws HTTP/1.1
        Host: localhost
        Authorization: Bearer %s
        Eightnines-Customer: acme
        Content-Type: application/json
        Content-Length: 100000000

        {"chain":
        """
            .formatted(Gateway.TOKEN);

    assertThat(raw(head.replace("\n", "\r\n"))).startsWith("HTTP/1.1 413 ");
  }

  /** The client sends head and body apart, so a server that does not wait misses the body. */
  @Test
  void a_refusal_does_not_end_the_connection_under_the_next_request() throws Exception {
    for (int i = 0; i < 100; i++) {
      problem(401, gateway.draw("acme", "{}").setHeader("Authorization", "Bearer nobody"));
    }
  }

  @Test
  void a_long_body_of_unknown_length_is_refused_when_it_passes_the_limit() throws Exception {
    byte[] body = new byte[64 * 1024];
    HttpRequest.Builder request =
        gateway
            .draw("acme", "")
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

    problem(413, request);
  }

  @Test
  void whatever_else_is_wrong_is_a_problem_too() throws Exception {
    problem(404, gateway.to("/no/such/path").GET());
    problem(404, gateway.to("/").GET());
    problem(405, gateway.to("/v1/draws").DELETE());
    problem(404, gateway.to("/v1/draws/" + "A".repeat(43)).GET());
    problem(400, gateway.to("/v1/draws/not-an-id").GET());
    problem(415, gateway.draw("acme", "<xml/>").setHeader("Content-Type", "application/xml"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/draws/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /v1/%2e%2e/keys HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /a%2fb HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /v1/draws/%00 HTTP/1.1\r\nHost: x\r\n\r\n",
        "NONSENSE\r\n\r\n"
      })
  void malformed_requests_are_problems_without_a_stack_trace(String request) throws Exception {
    String answer = raw(request);

    assertThat(answer).startsWith("HTTP/1.1 4");
    assertThat(answer).contains("application/problem+json").doesNotContain("at org.", "Exception");
  }

  @Test
  void health_tells_alive_ready_and_what_is_below() throws Exception {
    assertThat(gateway.send(gateway.to("/health/live").GET()).statusCode()).isEqualTo(200);
    assertThat(gateway.send(gateway.to("/health/ready").GET()).statusCode()).isEqualTo(200);
    HttpResponse<byte[]> deep = gateway.send(gateway.to("/health/deep").GET());
    assertThat(deep.statusCode()).isEqualTo(200);
    assertThat(new String(deep.body(), UTF_8))
        .contains("\"writable\":true", "\"breaker\":\"closed\"", "\"id\":\"noise-1\"")
        .contains("\"health\":\"healthy\"", "\"configuration\":\"taken\"");
  }

  @Test
  void metrics_are_shown_on_the_admin_port() throws Exception {
    issue("metrics", "null", "a");

    String metrics =
        new String(gateway.send(new Gateway(adminPort).to("/metrics").GET()).body(), UTF_8);

    assertThat(metrics)
        .contains(
            "eightnines_draws_total{outcome=\"issued\",}",
            "eightnines_issue_seconds_bucket",
            "eightnines_pool_bytes",
            "eightnines_device_reads_total{device=\"noise-1\",outcome=\"fresh\",}",
            "eightnines_breaker_state{device=\"noise-1\",state=\"closed\",} 1.0",
            "eightnines_generator_health{device=\"noise-1\",state=\"healthy\",} 1.0",
            "eightnines_generator_health{device=\"noise-1\",state=\"quarantined\",} 0.0",
            "eightnines_device_retried_total{device=\"noise-1\",outcome=\"failure\",}",
            "eightnines_device_reads_underway{device=\"noise-1\",}",
            "eightnines_configuration_refused 0.0",
            "eightnines_ledger_commit_seconds_count",
            "eightnines_ledger_queue");
  }

  private Draw issue(String chain, String previous, String tag) throws Exception {
    return genuine(
        gateway.send(gateway.draw("acme", Gateway.request(chain, previous, tag))).body());
  }

  private Draw genuine(byte[] bytes) throws Exception {
    PublishedKeys keys = PublishedKeys.read(gateway.send(gateway.to("/v1/keys").GET()).body());
    if (new DrawVerifier(keys).verify(bytes) instanceof DrawVerifier.Genuine(Draw draw)) {
      return draw;
    }
    throw new AssertionError("not genuine: " + new String(bytes, UTF_8));
  }

  private Problem problem(int status, HttpRequest.Builder request) throws Exception {
    HttpResponse<byte[]> response = gateway.send(request);
    assertThat(response.statusCode()).as(new String(response.body(), UTF_8)).isEqualTo(status);
    assertThat(header(response, "Content-Type")).isEqualTo(Problem.MEDIA_TYPE);
    Problem problem = ProblemReader.read(response.body()).orElseThrow();
    assertThat(problem.status()).isEqualTo(status);
    return problem;
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** Sends these very bytes and reads what comes until the server is silent or closes. */
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(ISO_8859_1));
      out.flush();
      InputStream in = socket.getInputStream();
      byte[] answer = new byte[4096];
      int length = 0;
      int read = in.read(answer);
      while (read > 0 && !new String(answer, 0, length + read, ISO_8859_1).contains("\r\n\r\n{")) {
        length += read;
        read = in.read(answer, length, answer.length - length);
      }
      return new String(answer, 0, length + Math.max(read, 0), ISO_8859_1);
    }
  }
}
