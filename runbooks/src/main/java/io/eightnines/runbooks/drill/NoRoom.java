package io.eightnines.runbooks.drill;

import io.eightnines.runbooks.fleet.Member;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;

/** A gateway whose disk is full says so, and the others go on. */
final class NoRoom implements Observation {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Scene scene;
  private final Member gateway;
  private String said = "nothing";

  NoRoom(Scene scene) {
    this.scene = scene;
    this.gateway = scene.cast().gateways().getFirst();
  }

  @Override
  public Map<String, Double> observe() throws IOException, InterruptedException {
    boolean told = Scene.await(LIMIT, this::refuses);
    scene.notes().measured("fault_to_refusal", System.nanoTime() - scene.fault());
    scene.note("one whose disk is full says so", told, gateway.name() + " said " + said);
    scene.tell(gateway.name() + " said " + said);
    return new Keeping(scene).observe();
  }

  /** By a refusal, or by its last words. */
  private boolean refuses() {
    try {
      if (!gateway.isAlive()) {
        said = "that its ledger has ended";
        return Files.readString(gateway.log()).contains("its disk refused a write");
      }
      HttpResponse<byte[]> answer =
          scene
              .fleet()
              .drawAt(
                  gateway,
                  "{\"chain\":\"room-%d\",\"previous\":null,\"spec\":{\"kind\":\"permutation\",\"size\":2}}"
                      .formatted(System.nanoTime()));
      said = answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8);
      return answer.statusCode() == 503 && said.contains("ledger-full");
    } catch (IOException ending) {
      return false;
    }
  }
}
