package io.eightnines.runbooks.drill;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Draws that were given stay, and draws are made again. */
final class Keeping implements Observation {
  private static final String NEXT_DRAW = "mending_to_next_draw";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Scene scene;

  Keeping(Scene scene) {
    this.scene = scene;
  }

  @Override
  public Map<String, Double> observe() throws IOException, InterruptedException {
    int given = scene.stage().client().issued().size();
    StringBuilder told = new StringBuilder("hit after ").append(given).append(" draws, ");
    if (scene.stage().scenario().sparesClient()) {
      boolean goesOn = Scene.await(LIMIT, () -> scene.stage().client().issued().size() > given);
      long without = System.nanoTime() - scene.fault();
      scene.notes().measured("fault_to_next_draw", without);
      told.append("the next one after ").append(Scene.millis(goesOn, without)).append(", ");
      scene.note(
          "draws are made without the one that is gone",
          goesOn,
          scene.cast().gateways().toString());
    }
    long mending = System.nanoTime();
    scene.mend();
    scene.fleet().gateways().forEach(scene.fleet()::awaitReady);
    boolean drawn = Scene.await(LIMIT, () -> scene.stage().client().issued().size() > given);
    long took = System.nanoTime() - mending;
    scene.notes().measured(NEXT_DRAW, took);
    scene.note("draws are made again", drawn, "none after " + Scene.millis(Optional.of(took)));
    told.append("all ready and drawing ")
        .append(Scene.millis(drawn, took))
        .append(" after mending");
    scene.tell(told.toString());
    return Map.of();
  }
}
