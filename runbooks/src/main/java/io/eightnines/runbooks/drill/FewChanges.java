package io.eightnines.runbooks.drill;

import io.eightnines.runbooks.load.WeightWatch;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Weights are changed seldom, whatever a region does. */
final class FewChanges implements Observation {
  private final Duration during;
  private final int most;
  private final Scene scene;

  FewChanges(Scene scene, Expectation.FewChanges expected) {
    this.scene = scene;
    this.during = expected.during();
    this.most = expected.most();
  }

  @Override
  public Map<String, Double> observe() throws IOException, InterruptedException {
    scene.tell(scene.injuries().getLast().toString());
    try (WeightWatch weights = new WeightWatch(scene.fleet(), scene.fleet().daemons())) {
      Thread.sleep(during);
      for (String daemon : scene.fleet().layout().daemonNames()) {
        int changes = weights.log(daemon).changes().size();
        scene.note(
            "at most %d weight changes in %d s".formatted(most, during.toSeconds()),
            changes <= most,
            daemon + ": " + changes);
        scene.tell(daemon + " changed weights " + changes + " times");
      }
    }
    return Map.of();
  }
}
