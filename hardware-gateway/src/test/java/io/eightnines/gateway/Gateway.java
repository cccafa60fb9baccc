package io.eightnines.gateway;

import io.dropwizard.testing.DropwizardTestSupport;
import io.eightnines.client.draw.DrawProtocol;
import io.eightnines.client.token.HashedTokens;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A gateway of its own for a test: its configuration, and requests to it. */
final class Gateway {

  static final String TOKEN = "a token for tests";

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI root;

  Gateway(int port) {
    this.root = URI.create("http://127.0.0.1:" + port);
  }

  /** Writes a configuration for a gateway with its state in {@code folder}. */
  static Path configure(Path folder, int port, String more) throws IOException {
    return Files.writeString(
        folder.resolve("gateway.yml"),
        """
        site: site-a
        stateDirectory: %s
        devices:
          - {id: noise-1, path: /dev/random}
        signing: {createIfMissing: true}
        callers:
          - {name: api, tokenSha256: %s}
        server:
          applicationConnectors: [{type: http, bindHost: 127.0.0.1, port: %d}]
          adminConnectors: [{type: http, bindHost: 127.0.0.1, port: 0}]
          requestLog: {appenders: []}
        logging: {level: WARN}
        %s
        """
            .formatted(folder, HashedTokens.sha256(TOKEN), port, more));
  }

  static DropwizardTestSupport<GatewayConfiguration> support(Path configuration) {
    return new DropwizardTestSupport<>(GatewayApplication.class, configuration.toString());
  }

  /** A gateway in a process of its own, as its users run it. */
  static Process spawn(Path configuration) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            GatewayApplication.class.getName(),
            "server",
            configuration.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** A port that nobody used a moment ago. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** A request for a draw as a known caller sends it. */
  HttpRequest.Builder draw(String customer, String body) {
    return to("/v1/draws")
        .header("Authorization", "Bearer " + TOKEN)
        .header(DrawProtocol.CUSTOMER, customer)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(root.resolve(path)).timeout(Duration.ofSeconds(20));
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** Waits until the gateway is ready, at most half a minute. */
  void awaitReady() throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      try {
        if (send(to("/health/ready").GET()).statusCode() == 200) {
          return;
        }
      } catch (IOException notListeningYet) {
        // Asked again below.
      }
      Thread.sleep(100);
    }
    throw new AssertionError("the gateway was not ready within 30 s");
  }

  static String request(String chain, String previous, String tag) {
    return """
    {"chain":"%s","previous":%s,"tag":"%s",\
    "spec":{"kind":"selection","k":6,"n":49}}\
    """
        .formatted(chain, previous, tag);
  }
}
