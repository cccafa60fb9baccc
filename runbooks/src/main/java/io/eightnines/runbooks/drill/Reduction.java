package io.eightnines.runbooks.drill;

import io.eightnines.runbooks.load.WeightWatch;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A region has less weight, or none, on every daemon, and comes back. */
final class Reduction implements Observation {
  static final String LESS_WEIGHT = "fault_to_less_weight";

  private final Scene scene;

  Reduction(Scene scene) {
    this.scene = scene;
  }

  @Override
  public Map<String, Double> observe() throws IOException, InterruptedException {
    String region = scene.cast().regions().getFirst().name();
    Map<String, Optional<Long>> times = new LinkedHashMap<>();
    try (WeightWatch weights = new WeightWatch(scene.fleet(), scene.fleet().daemons())) {
      List<String> daemons = scene.fleet().layout().daemonNames();
      boolean all =
          Scene.await(
              Scene.GONE_LIMIT,
              () ->
                  daemons.stream()
                      .allMatch(daemon -> weights.log(daemon).reduced(region).isPresent()));
      for (String daemon : daemons) {
        times.put(daemon, weights.log(daemon).reduced(region).map(at -> at - scene.fault()));
      }
      Optional<Long> worst = Scene.worst(times, daemons);
      worst.ifPresent(nanos -> scene.notes().measured(LESS_WEIGHT, nanos));
      scene.note("the region has less weight", all, times.toString());
      scene.tell("less weight after " + Scene.millis(worst));
      Thread.sleep(Scene.PAUSE);
    }
    scene.comesBack(
        scene.cast().regionsHit(scene.stage().scenario().faults()),
        scene.fleet().layout().daemonNames());
    return Scene.inMillis(times);
  }
}
