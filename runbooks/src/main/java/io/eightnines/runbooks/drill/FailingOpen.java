package io.eightnines.runbooks.drill;

import io.eightnines.runbooks.load.DnsWatch;
import io.eightnines.runbooks.load.WeightWatch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Answers stay as they were though every region is dead, and an alert is raised. */
final class FailingOpen implements Observation {
  /** All regions are found dead, and the plan that follows is served, long before. */
  private static final Duration SETTLING = Duration.ofSeconds(3);

  private final Scene scene;

  FailingOpen(Scene scene) {
    this.scene = scene;
  }

  @Override
  public Map<String, Double> observe() throws IOException, InterruptedException {
    List<String> daemons = scene.fleet().layout().daemonNames();
    try (WeightWatch weights = new WeightWatch(scene.fleet(), scene.fleet().daemons())) {
      Map<String, DnsWatch.Survey> first = scene.survey(daemons, SETTLING);
      Map<String, DnsWatch.Survey> then = scene.survey(daemons, SETTLING);
      first.forEach(this::noteEmpty);
      then.forEach((daemon, survey) -> {
        noteEmpty(daemon, survey);
        scene.note(Scene.STAYED, scene.holdsAll(survey), daemon + " " + survey);
      });
      for (String daemon : daemons) {
        scene.note(
            "an alert was raised", !weights.alerts(daemon).isEmpty(), daemon + " raised none");
        scene.tell(daemon + " changed weights " + weights.log(daemon).changes().size() + " times");
      }
    }
    scene.comesBack(scene.cast().regions(), daemons);
    return Map.of();
  }

  private void noteEmpty(String daemon, DnsWatch.Survey survey) {
    scene.note("no answer was empty", survey.empty() == 0, daemon + " " + survey);
  }
}
