package io.eightnines.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.testing.DropwizardTestSupport;
import io.eightnines.client.draw.Draw;
import io.eightnines.client.verify.DrawVerifier;
import io.eightnines.client.verify.PublishedKeys;
import io.eightnines.gateway.signing.KeyFile;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway whose files are changed while it draws. */
class GatewayReloadTest {

  private static final String ONE = "  - {id: noise-1, path: /dev/random}\n";

  @TempDir private Path folder;

  private @Nullable DropwizardTestSupport<GatewayConfiguration> support;
  private Gateway gateway = new Gateway(1);
  private Path file = Path.of("");
  private final List<byte[]> draws = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    file = Gateway.configure(folder, 0, "shutdownNotice: 0ms");
    DropwizardTestSupport<GatewayConfiguration> started = Gateway.support(file);
    started.before();
    support = started;
    gateway = new Gateway(started.getLocalPort());
    gateway.awaitReady();
  }

  @AfterEach
  void stop() {
    if (support != null) {
      support.after();
    }
  }

  @Test
  void generators_come_and_go_a_bad_file_changes_nothing_and_no_draw_is_dropped() throws Exception {
    edit(ONE, ONE + "  - {id: noise-2, simulator: {}}\n");
    drawUntil(() -> at("noise-1") && at("noise-2"));

    edit(ONE, "  - {id: noise-1, pat: /dev/random}\n");
    drawUntil(() -> deep().contains("\"configuration\":\"refused\""));
    drawUntil(() -> at("noise-1") && at("noise-2"));

    edit("  - {id: noise-1, pat: /dev/random}\n", "");
    drawUntil(() -> deep().contains("\"configuration\":\"taken\""));
    drawUntil(() -> at("noise-2") && !at("noise-1"));

    assertAllAreGenuine();
  }

  @Test
  void the_signing_key_is_changed_without_a_restart_and_old_draws_stay_genuine() throws Exception {
    drawUntil(() -> keys().keys().size() == 1);
    String first = keys().keys().getFirst().keyId();
    String next = KeyFile.create(folder.resolve("next.pem")).published().keyId();

    edit("{createIfMissing: true}", "{keyFile: next.pem}");
    drawUntil(() -> draw().signature().keyId().equals(next));

    assertThat(keys().keys()).extracting("keyId").containsExactly(next, first);
    assertAllAreGenuine();
  }

  /** One draw after another, each of which must be issued, until this holds. */
  private void drawUntil(Callable<Boolean> condition) throws Exception {
    for (int i = 0; i < 3000; i++) {
      draw();
      if (condition.call()) {
        return;
      }
      Thread.sleep(20);
    }
    throw new AssertionError("not within a minute: " + deep());
  }

  private Draw draw() throws Exception {
    String body = Gateway.request("chain-" + draws.size(), "null", "a");
    HttpResponse<byte[]> issued = gateway.send(gateway.draw("acme", body));
    assertThat(issued.statusCode()).as(new String(issued.body(), UTF_8)).isEqualTo(201);
    draws.add(issued.body());
    return genuine(issued.body());
  }

  private Draw genuine(byte[] bytes) throws Exception {
    return ((DrawVerifier.Genuine) new DrawVerifier(keys()).verify(bytes)).draw();
  }

  private void assertAllAreGenuine() throws Exception {
    DrawVerifier verifier = new DrawVerifier(keys());
    for (byte[] each : draws) {
      assertThat(verifier.verify(each)).isInstanceOf(DrawVerifier.Genuine.class);
    }
  }

  private boolean at(String generator) throws Exception {
    return deep().contains("\"id\":\"" + generator + "\"");
  }

  private PublishedKeys keys() throws Exception {
    return PublishedKeys.read(gateway.send(gateway.to("/v1/keys").GET()).body());
  }

  private String deep() throws Exception {
    return new String(gateway.send(gateway.to("/health/deep").GET()).body(), UTF_8);
  }

  private void edit(String old, String next) throws Exception {
    String text = Files.readString(file);
    assertThat(text).contains(old);
    Files.writeString(file, text.replace(old, next));
  }
}
