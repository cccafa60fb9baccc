package io.eightnines.runbooks.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.DrawProtocol;
import io.eightnines.client.draw.DrawReader;
import io.eightnines.client.token.HashedTokens;
import io.eightnines.client.verify.DrawVerifier;
import io.eightnines.client.verify.PublishedKeys;
import io.eightnines.gateway.GatewayApplication;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The drill of the backup: a real gateway is copied under load, lost, restored and started. */
class BackupDrillTest {
  private static final String TOKEN = "a token for the drill";
  private static final int CHAINS = 4;
  private static final int DRAWS_BEFORE = 150;
  private static final int DRAWS_MEANWHILE = 50;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Process> processes = new ArrayList<>();
  private final Map<String, String> answered = new ConcurrentHashMap<>();
  private final AtomicReference<String> strange = new AtomicReference<>("");

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  @Timeout(240)
  void every_draw_acknowledged_before_the_backup_is_there_after_the_restore_byte_for_byte()
      throws Exception {
    Path state = folder.resolve("gateway");
    URI lost = start(state);
    List<Thread> players = play(lost);
    await(DRAWS_BEFORE);

    Map<String, String> before = new HashMap<>(answered);
    Sources sources = new Sources(Map.of("a", state), Map.of(), Map.of(), Map.of());
    Backup.Made made = new Backup(sources, folder.resolve("backups")).make(Instant.now());
    await(answered.size() + DRAWS_MEANWHILE);
    processes.getFirst().destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    for (Thread player : players) {
      player.join();
    }
    assertThat(strange.get()).isEmpty();

    Path target = folder.resolve("restored");
    Restoring.restore(made.folder(), Verification.of(made.folder()), target);
    Path restored = target.resolve("gateway/a");
    URI again = start(restored);

    DrawVerifier verifier =
        new DrawVerifier(PublishedKeys.read(Files.readAllBytes(restored.resolve("keys.json"))));
    assertThat(before).hasSizeGreaterThanOrEqualTo(DRAWS_BEFORE);
    for (Map.Entry<String, String> draw : before.entrySet()) {
      HttpResponse<byte[]> shown = send(to(again, "/v1/draws/" + draw.getKey()).GET());
      assertThat(shown.statusCode()).as(draw.getKey()).isEqualTo(200);
      assertThat(new String(shown.body(), UTF_8)).isEqualTo(draw.getValue());
      assertThat(verifier.verify(shown.body())).isInstanceOf(DrawVerifier.Genuine.class);
    }
    assertThat(made.manifest().files().getFirst().note()).endsWith(" draws");
  }

  private URI start(Path state) throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Files.createDirectories(state);
    Path configuration =
        Files.writeString(
            folder.resolve("gateway-" + port + ".yml"),
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
            """
                .formatted(state, HashedTokens.sha256(TOKEN), port));
    processes.add(
        new ProcessBuilder(
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
            .start());
    URI root = URI.create("http://127.0.0.1:" + port);
    awaitReady(root);
    return root;
  }

  private void awaitReady(URI root) throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      try {
        if (send(to(root, "/health/ready").GET()).statusCode() == 200) {
          return;
        }
      } catch (IOException notListeningYet) {
        // Asked again below.
      }
      Thread.sleep(100);
    }
    throw new AssertionError("the gateway was not ready within a minute");
  }

  /** One player a chain, each asking for the next draw until nobody answers. */
  private List<Thread> play(URI root) {
    List<Thread> players = new ArrayList<>();
    for (int i = 0; i < CHAINS; i++) {
      String chain = "chain-" + i;
      players.add(
          Thread.ofVirtual()
              .start(() -> {
                String previous = "null";
                while (strange.get().isEmpty()) {
                  HttpResponse<byte[]> response;
                  try {
                    response = send(draw(root, chain, previous));
                  } catch (IOException | InterruptedException killed) {
                    return;
                  }
                  previous = noted(response);
                }
              }));
    }
    return players;
  }

  private String noted(HttpResponse<byte[]> response) {
    if (response.statusCode() == 201
        && DrawReader.read(response.body()) instanceof DrawReader.Read read) {
      Draw draw = read.draw();
      answered.put(draw.id().value(), new String(response.body(), UTF_8));
      return "\"" + draw.id().value() + "\"";
    }
    strange.set("status " + response.statusCode() + ", expected 201");
    return "null";
  }

  private void await(int draws) throws InterruptedException {
    while (answered.size() < draws && strange.get().isEmpty()) {
      Thread.sleep(5);
    }
    assertThat(strange.get()).isEmpty();
  }

  private static HttpRequest.Builder draw(URI root, String chain, String previous) {
    return to(root, "/v1/draws")
        .header("Authorization", "Bearer " + TOKEN)
        .header(DrawProtocol.CUSTOMER, "acme")
        .header("Content-Type", "application/json")
        .POST(
            HttpRequest.BodyPublishers.ofString(
                """
                {"chain":"%s","previous":%s,"tag":"drill",\
                "spec":{"kind":"selection","k":6,"n":49}}\
                """
                    .formatted(chain, previous)));
  }

  private static HttpRequest.Builder to(URI root, String path) {
    return HttpRequest.newBuilder(root.resolve(path)).timeout(Duration.ofSeconds(20));
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }
}
