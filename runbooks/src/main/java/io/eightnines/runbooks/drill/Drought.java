package io.eightnines.runbooks.drill;

import io.eightnines.runbooks.fleet.Member;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Without devices the pool drains, draws are refused for a while, and are made again later. */
final class Drought implements Observation {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int ISSUED = 201;
  private static final int REFUSED = 503;

  /** How many items are put in order: what is too much for what is left may still do for less. */
  private static final List<Integer> SIZES = List.of(100_000, 10_000, 1_000, 100, 2);

  private final Scene scene;
  private final Member gateway;
  private int asked;

  Drought(Scene scene) {
    this.scene = scene;
    this.gateway = scene.cast().gateways().getFirst();
  }

  @Override
  public Map<String, Double> observe() throws IOException, InterruptedException {
    boolean dry = Scene.await(LIMIT, this::drain);
    scene.notes().measured("fault_to_refusal", System.nanoTime() - scene.fault());
    scene.note("the pool drains and draws are refused", dry, "not in " + LIMIT.toSeconds() + " s");
    HttpResponse<byte[]> refusal = ask(2);
    String said = new String(refusal.body(), StandardCharsets.UTF_8);
    scene.note(
        "the refusal says why",
        refusal.statusCode() == REFUSED && said.contains("entropy-exhausted"),
        refusal.statusCode() + " " + said);
    scene.note(
        "the refusal says when to come again",
        refusal.headers().firstValue("Retry-After").isPresent(),
        refusal.headers().map().toString());
    scene.note(
        "no device is said to be well",
        !scene.fleet().gatewayStatus(gateway).devices().containsValue("healthy"),
        scene.fleet().gatewayStatus(gateway).devices().toString());
    scene.tell("refused after " + asked + " large draws");
    return new Keeping(scene).observe();
  }

  /** Whether nothing more can be drawn. */
  private boolean drain() {
    try {
      for (int size : SIZES) {
        while (ask(size).statusCode() == ISSUED) {
          asked++;
        }
      }
      return ask(2).statusCode() == REFUSED;
    } catch (IOException silent) {
      return false;
    }
  }

  private HttpResponse<byte[]> ask(int size) throws IOException {
    return scene
        .fleet()
        .drawAt(
            gateway,
            "{\"chain\":\"drain-%d-%d\",\"previous\":null,\"spec\":{\"kind\":\"permutation\",\"size\":%d}}"
                .formatted(scene.fault(), asked, size));
  }
}
