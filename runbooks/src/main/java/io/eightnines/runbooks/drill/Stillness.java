package io.eightnines.runbooks.drill;

import io.eightnines.runbooks.load.DnsWatch;
import io.eightnines.runbooks.load.WeightLog;
import io.eightnines.runbooks.load.WeightWatch;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** No daemon moves a weight while a fault lasts, nor after its mending. */
final class Stillness implements Observation {
  private static final String NEW_LEADER = "fault_to_new_leader";

  private final Duration during;
  private final Duration after;
  private final Scene scene;

  Stillness(Scene scene, Expectation.NothingMoves expected) {
    this.scene = scene;
    this.during = expected.during();
    this.after = expected.after();
  }

  @Override
  public Map<String, Double> observe() throws IOException, InterruptedException {
    try (WeightWatch weights = new WeightWatch(scene.fleet(), scene.fleet().daemons())) {
      if (scene.cast().damaged().contains(scene.cast().daemon().name())) {
        awaitNewLeader();
      }
      Map<String, DnsWatch.Survey> answers =
          scene.survey(scene.cast().sound(scene.fleet()), remaining(during));
      scene.mend();
      scene.fleet().awaitReady(scene.cast().daemon());
      Thread.sleep(after);
      for (String daemon : scene.fleet().layout().daemonNames()) {
        WeightLog log = weights.log(daemon);
        scene.note(
            "no daemon moved a weight",
            log.changes().isEmpty() && log.samples() > 0,
            daemon + " in " + log.samples() + " looks: " + log);
      }
      answers.forEach((server, survey) ->
          scene.note(Scene.STAYED, scene.holdsAll(survey), server + " " + survey));
    }
    scene.tell("watched for " + during.plus(after).toMillis() + " ms");
    return Map.of();
  }

  /** Only a death needs another leader; somebody who pauses may still lead afterwards. */
  private void awaitNewLeader() throws InterruptedException {
    if (scene.stage().scenario().faults().stream().noneMatch(Fault.Kill.class::isInstance)) {
      return;
    }
    boolean found =
        Scene.await(
            Scene.NOTICE_LIMIT,
            () ->
                scene.cast().sound(scene.fleet()).stream()
                    .allMatch(name -> scene.leads(scene.status(scene.fleet().member(name)))));
    scene.note(
        "the survivors have a new leader",
        found,
        "none after " + Scene.NOTICE_LIMIT.toSeconds() + " s");
    if (found) {
      long took = System.nanoTime() - scene.fault();
      scene.notes().measured(NEW_LEADER, took);
      scene.tell("a new leader after " + Scene.millis(Optional.of(took)));
    }
  }

  private Duration remaining(Duration during) {
    Duration left = during.minusNanos(System.nanoTime() - scene.fault());
    return left.compareTo(Scene.LOOK) < 0 ? Scene.LOOK : left;
  }
}
