package io.eightnines.runbooks.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final HttpClient http = HttpClient.newHttpClient();
  private volatile double chance = 0.29; // read by the workers of the proxy
  private final HttpServer service;
  private final FaultProxy proxy;
  private final URI front;

  FaultProxyTest() throws IOException {
    service = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
    front = URI.create("http://127.0.0.1:" + freePort());
    proxy =
        new FaultProxy(
            front, URI.create("http://127.0.0.1:" + service.getAddress().getPort()), () -> chance);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
      return socket.getLocalPort();
    }
  }

  @BeforeEach
  void serveEcho() {
    service.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          exchange
              .getResponseHeaders()
              .add("X-Asked", exchange.getRequestHeaders().getFirst("Authorization"));
          exchange.sendResponseHeaders(201, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    service.start();
  }

  @AfterEach
  void stop() {
    proxy.close();
    service.stop(0);
    http.close();
  }

  private HttpResponse<String> post(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(front.resolve(path))
            .header("Authorization", "Bearer token")
            .POST(HttpRequest.BodyPublishers.ofString("question"))
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void a_proxy_that_is_not_armed_changes_nothing() throws Exception {
    HttpResponse<String> answer = post("/v1/draws?a=b");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).isEqualTo("question");
    assertThat(answer.headers().firstValue("X-Asked")).contains("Bearer token");
  }

  @Test
  void an_armed_one_spoils_its_share_and_no_more() throws Exception {
    proxy.spoil(0.3);

    assertThat(post("/v1/draws").statusCode()).isEqualTo(500);
    assertThat(post("/health/deep").statusCode()).isEqualTo(500);
    chance = 0.3;
    assertThat(post("/v1/draws").statusCode()).isEqualTo(201);
    assertThat(proxy.spoiled()).isEqualTo(2);
  }

  @Test
  void shallow_health_checks_stay_green() throws Exception {
    proxy.spoil(1);

    assertThat(post("/health/ready").statusCode()).isEqualTo(201);
    assertThat(post("/health/live").statusCode()).isEqualTo(201);
  }

  @Test
  void a_service_that_is_gone_is_a_bad_gateway() throws Exception {
    service.stop(0);

    assertThat(post("/v1/draws").statusCode()).isEqualTo(502);
  }
}
