package io.eightnines.runbooks.drill;

import io.eightnines.runbooks.fleet.Member;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One fault, what is seen of it, and its mending. */
final class Trial {
  private final Scene scene;

  Trial(Stage stage, Cast cast, int number) {
    this.scene = new Scene(stage, cast, number);
  }

  /** Plays the trial; whatever comes of it, the fault is mended. */
  String play() throws IOException, InterruptedException {
    Map<String, Double> times = new LinkedHashMap<>();
    Scenario scenario = scene.stage().scenario();
    try {
      for (Fault first : scenario.before()) {
        scene.inflict(first);
        awaitNoticed(first);
      }
      watchEndings();
      scene.begin();
      for (Fault each : scenario.faults()) {
        scene.inflict(each);
      }
      times.putAll(Observation.of(scenario.expectation(), scene).observe());
    } finally {
      scene.mend();
      for (Ending ending : scene.endings()) {
        ending.close();
      }
    }
    scene.notes().happened(new Report.Event(scene.number(), victims(), scene.fault(), times));
    return "trial %d: %s: %s".formatted(scene.number(), victims(), String.join(", ", scene.told()));
  }

  private void watchEndings() throws IOException {
    for (Fault each : scene.stage().scenario().faults()) {
      if (each instanceof Fault.Kill) {
        for (Member region : scene.cast().regionsHit(List.of(each))) {
          scene.endings().add(new Ending(region));
        }
      }
    }
  }

  private String victims() {
    if (scene.stage().scenario().faults().isEmpty()) {
      return scene.cast().regions().getFirst().name();
    }
    return scene.stage().scenario().faults().stream()
        .flatMap(each -> scene.cast().victims(each).stream())
        .map(Member::name)
        .collect(Collectors.joining(" and "));
  }

  /** A daemon that was cut off must say so before anything else happens. */
  private void awaitNoticed(Fault first) throws InterruptedException {
    if (!(first instanceof Fault.CutOff)) {
      return;
    }
    long begun = System.nanoTime();
    boolean said =
        Scene.await(
            Scene.NOTICE_LIMIT, () -> scene.status(scene.cast().daemon()).role().equals("CUT_OFF"));
    if (said) {
      scene.notes().measured("cut_off_to_saying_so", System.nanoTime() - begun);
    }
    scene.note("the daemon that was cut off says so", said, scene.cast().daemon().name());
    boolean led =
        Scene.await(
            Scene.NOTICE_LIMIT,
            () ->
                scene.cast().sound(scene.fleet()).stream()
                    .allMatch(name -> scene.leads(scene.status(scene.fleet().member(name)))));
    scene.note(
        "the others have a leader among them", led, scene.cast().sound(scene.fleet()).toString());
  }
}
