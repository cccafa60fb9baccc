package io.eightnines.runbooks.drill;

import io.eightnines.runbooks.fleet.Member;
import io.eightnines.runbooks.load.DnsWatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The regions that are hit leave the answers of every sound daemon, and come back. */
final class Leaving implements Observation {
  private static final String ENDED = "fault_to_closed_sockets";
  private static final String IN_DAEMON = "in_slowest_daemon_";

  private final Scene scene;

  Leaving(Scene scene) {
    this.scene = scene;
  }

  @Override
  public Map<String, Double> observe() throws IOException, InterruptedException {
    List<Member> hit = scene.cast().regionsHit(scene.stage().scenario().faults());
    Set<String> addresses = scene.addresses(hit);
    List<String> sound = scene.cast().sound(scene.fleet());
    List<String> servers = new ArrayList<>(sound);
    servers.addAll(scene.stage().peers());

    Map<String, Optional<Long>> left = new LinkedHashMap<>();
    scene
        .stage()
        .watch()
        .gone(addresses, servers, Scene.GONE_LIMIT)
        .forEach((server, at) -> left.put(server, at.map(nanos -> nanos - scene.fault())));
    left.forEach(scene.notes()::left);
    Optional<Long> worst = Scene.worst(left, sound);
    worst.ifPresent(scene.notes()::worst);
    scene.endings().stream()
        .flatMap(ending -> ending.at().stream())
        .forEach(at -> scene.notes().measured(ENDED, at - scene.fault()));
    scene.note("the victim left the answers", worst.isPresent(), left.toString());
    scene.tell("left the answers after " + Scene.millis(worst));
    stages(hit, sound);
    if (!scene.stage().scenario().before().isEmpty()) {
      lastPlanIsServed(addresses);
    }
    Thread.sleep(Scene.PAUSE);
    scene.comesBack(hit, servers);
    return Scene.inMillis(left);
  }

  /** What the slowest of the sound daemons says of its own share. */
  private void stages(List<Member> hit, List<String> sound)
      throws IOException, InterruptedException {
    List<StageTimes> known = new ArrayList<>();
    for (Member region : hit) {
      for (String daemon : sound) {
        StageTimes.ask(scene.fleet(), daemon, region, scene.faultAt()).ifPresent(known::add);
      }
    }
    known.stream()
        .max(Comparator.comparingDouble(StageTimes::whole))
        .ifPresent(slowest -> {
          slowest.nanos().forEach((name, nanos) -> scene.notes().measured(IN_DAEMON + name, nanos));
          scene.tell(slowest.toString());
        });
  }

  /** A minority does not move; what it knew last is better than nothing. */
  private void lastPlanIsServed(Set<String> addresses) {
    String daemon = scene.cast().daemon().name();
    DnsWatch.Survey survey = scene.survey(List.of(daemon), Scene.LOOK).get(daemon);
    scene.note(
        "the daemon that was cut off serves its last plan",
        survey != null && survey.seen().containsAll(addresses),
        String.valueOf(survey));
  }
}
