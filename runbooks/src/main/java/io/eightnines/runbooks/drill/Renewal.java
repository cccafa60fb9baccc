package io.eightnines.runbooks.drill;

import io.eightnines.runbooks.fleet.Member;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A region that died or is sound is redeployed and is answered again. */
final class Renewal implements Observation {
  private final Scene scene;

  Renewal(Scene scene) {
    this.scene = scene;
  }

  /** A region that died leaves the answers first; one that is sound leaves them by the drain. */
  @Override
  public Map<String, Double> observe() throws IOException, InterruptedException {
    Member region = scene.cast().regions().getFirst();
    List<String> daemons = scene.fleet().layout().daemonNames();
    Map<String, Optional<Long>> left = new LinkedHashMap<>();
    if (!scene.stage().scenario().faults().isEmpty()) {
      scene
          .stage()
          .watch()
          .gone(scene.addresses(List.of(region)), daemons, Scene.GONE_LIMIT)
          .forEach((server, at) -> left.put(server, at.map(nanos -> nanos - scene.fault())));
      left.forEach(scene.notes()::left);
      Optional<Long> worst = Scene.worst(left, daemons);
      worst.ifPresent(scene.notes()::worst);
      scene.note("the victim left the answers", worst.isPresent(), left.toString());
    }
    scene.tell(
        new Redeploying(scene.fleet(), scene.notes(), Way.of(scene.number())).redeploy(region));
    Map<String, Optional<Long>> back =
        scene.stage().watch().back(scene.addresses(List.of(region)), daemons, Scene.BACK_LIMIT);
    scene.note(
        "the region is answered again",
        back.values().stream().allMatch(Optional::isPresent),
        back.toString());
    return Scene.inMillis(left);
  }
}
