package io.eightnines.runbooks.drill;

import io.eightnines.runbooks.fleet.DaemonStatus;
import io.eightnines.runbooks.fleet.Fleet;
import io.eightnines.runbooks.fleet.Member;
import io.eightnines.runbooks.load.DnsWatch;
import io.eightnines.runbooks.load.WeightLog;
import io.eightnines.runbooks.load.WeightWatch;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** One fault, what is seen of it, and its mending. */
final class Trial {
  static final String RETURN = "mending_to_dns";
  static final String LESS_WEIGHT = "fault_to_less_weight";
  static final String NEW_LEADER = "fault_to_new_leader";
  static final String NEXT_DRAW = "mending_to_next_draw";
  static final String ENDED = "fault_to_closed_sockets";
  static final String IN_DAEMON = "in_slowest_daemon_";

  private static final Duration GONE_LIMIT = Duration.ofSeconds(10);
  private static final Duration BACK_LIMIT = Duration.ofSeconds(60);
  private static final Duration NOTICE_LIMIT = Duration.ofSeconds(10);
  private static final Duration DRAW_LIMIT = Duration.ofSeconds(60);

  /** All regions are found dead, and the plan that follows is served, long before. */
  private static final Duration SETTLING = Duration.ofSeconds(3);

  /** Some answers more, so that every region had its chance to be in one. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Between two events, so that one's tail is not the next one's head. */
  private static final Duration PAUSE = Duration.ofMillis(800);

  private static final Duration POLL = Duration.ofMillis(10);
  private static final String STAYED = "every region stayed in the answers";

  private final Stage stage;
  private final Cast cast;
  private final List<Injury> injuries = new ArrayList<>();
  private final List<Ending> endings = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private long fault;
  private Instant faultAt = Instant.EPOCH;
  private int number;

  Trial(Stage stage, Cast cast) {
    this.stage = stage;
    this.cast = cast;
  }

  /** Plays the trial; whatever comes of it, the fault is mended. */
  String play(int trial) throws IOException, InterruptedException {
    Map<String, Double> times = new LinkedHashMap<>();
    number = trial;
    try {
      for (Fault first : stage.scenario().before()) {
        inflict(first);
        awaitNoticed(first);
      }
      watchEndings();
      faultAt = Instant.now();
      fault = System.nanoTime();
      for (Fault each : stage.scenario().faults()) {
        inflict(each);
      }
      times.putAll(observe());
    } finally {
      mend();
      for (Ending ending : endings) {
        ending.close();
      }
    }
    stage.notes().happened(new Report.Event(number, victims(), fault, times));
    return "trial %d: %s: %s".formatted(number, victims(), String.join(", ", told));
  }

  private void watchEndings() throws IOException {
    for (Fault each : stage.scenario().faults()) {
      if (each instanceof Fault.Kill) {
        for (Member region : cast.regionsHit(List.of(each))) {
          endings.add(new Ending(region));
        }
      }
    }
  }

  private String victims() {
    if (stage.scenario().faults().isEmpty()) {
      return cast.regions().getFirst().name();
    }
    return stage.scenario().faults().stream()
        .flatMap(each -> cast.victims(each).stream())
        .map(Member::name)
        .collect(Collectors.joining(" and "));
  }

  private void inflict(Fault each) throws IOException, InterruptedException {
    for (Member victim : cast.victims(each)) {
      injuries.add(stage.injector().inflict(each, victim));
    }
  }

  private void mend() throws IOException, InterruptedException {
    while (!injuries.isEmpty()) {
      injuries.removeLast().mend();
    }
  }

  private Map<String, Double> observe() throws IOException, InterruptedException {
    return switch (stage.scenario().expectation()) {
      case Expectation.Leaves _ -> leaves();
      case Expectation.NothingMoves(Duration during, Duration after) -> nothingMoves(during, after);
      case Expectation.FailsOpen _ -> failsOpen();
      case Expectation.Reduced _ -> reduced();
      case Expectation.FewChanges(Duration during, int most) -> fewChanges(during, most);
      case Expectation.DrawsStay _ -> drawsStay();
      case Expectation.Redeployed _ -> redeployed();
    };
  }

  /** A daemon that was cut off must say so before anything else happens. */
  private void awaitNoticed(Fault first) throws InterruptedException {
    if (!(first instanceof Fault.CutOff)) {
      return;
    }
    long begun = System.nanoTime();
    boolean said = await(NOTICE_LIMIT, () -> status(cast.daemon()).role().equals("CUT_OFF"));
    if (said) {
      stage.notes().measured("cut_off_to_saying_so", System.nanoTime() - begun);
    }
    note("the daemon that was cut off says so", said, cast.daemon().name());
    boolean led =
        await(
            NOTICE_LIMIT,
            () ->
                cast.sound(fleet()).stream().allMatch(name -> leads(status(fleet().member(name)))));
    note("the others have a leader among them", led, cast.sound(fleet()).toString());
  }

  private boolean leads(DaemonStatus status) {
    return !status.leader().isEmpty() && !cast.damaged().contains(status.leader());
  }

  private Map<String, Double> leaves() throws IOException, InterruptedException {
    List<Member> hit = cast.regionsHit(stage.scenario().faults());
    Set<String> addresses = addresses(hit);
    List<String> sound = cast.sound(fleet());
    List<String> servers = new ArrayList<>(sound);
    servers.addAll(stage.peers());

    Map<String, Optional<Long>> left = new LinkedHashMap<>();
    stage
        .watch()
        .gone(addresses, servers, GONE_LIMIT)
        .forEach((server, at) -> left.put(server, at.map(nanos -> nanos - fault)));
    left.forEach(stage.notes()::left);
    Optional<Long> worst = worst(left, sound);
    worst.ifPresent(stage.notes()::worst);
    endings.stream()
        .flatMap(ending -> ending.at().stream())
        .forEach(at -> stage.notes().measured(ENDED, at - fault));
    note("the victim left the answers", worst.isPresent(), left.toString());
    told.add("left the answers after " + millis(worst));
    stages(hit, sound);
    if (!stage.scenario().before().isEmpty()) {
      lastPlanIsServed(addresses);
    }
    Thread.sleep(PAUSE);
    comesBack(hit, servers);
    return inMillis(left);
  }

  /** What the slowest of the sound daemons says of its own share. */
  private void stages(List<Member> hit, List<String> sound)
      throws IOException, InterruptedException {
    List<StageTimes> known = new ArrayList<>();
    for (Member region : hit) {
      for (String daemon : sound) {
        StageTimes.ask(fleet(), daemon, region, faultAt).ifPresent(known::add);
      }
    }
    known.stream()
        .max(Comparator.comparingDouble(StageTimes::whole))
        .ifPresent(slowest -> {
          slowest.nanos().forEach((name, nanos) -> stage.notes().measured(IN_DAEMON + name, nanos));
          told.add(slowest.toString());
        });
  }

  /** The slowest of the sound daemons; empty if one of them missed it. */
  private static Optional<Long> worst(Map<String, Optional<Long>> times, List<String> sound) {
    List<Long> known =
        sound.stream()
            .flatMap(name -> times.getOrDefault(name, Optional.empty()).stream())
            .toList();
    return known.size() == sound.size() ? known.stream().max(Long::compare) : Optional.empty();
  }

  /** A minority does not move; what it knew last is better than nothing. */
  private void lastPlanIsServed(Set<String> addresses) {
    String daemon = cast.daemon().name();
    DnsWatch.Survey survey = survey(List.of(daemon), LOOK).get(daemon);
    note(
        "the daemon that was cut off serves its last plan",
        survey != null && survey.seen().containsAll(addresses),
        String.valueOf(survey));
  }

  private void comesBack(List<Member> hit, List<String> servers)
      throws IOException, InterruptedException {
    long mending = System.nanoTime();
    mend();
    for (Member member : hit) {
      fleet().awaitReady(member);
    }
    List<String> all = new ArrayList<>(servers);
    cast.damaged().stream().filter(name -> !all.contains(name)).forEach(all::add);
    Map<String, Optional<Long>> back = stage.watch().back(addresses(hit), all, BACK_LIMIT);
    Optional<Long> last = worst(back, cast.sound(fleet())).map(at -> at - mending);
    last.ifPresent(nanos -> stage.notes().measured(RETURN, nanos));
    boolean everywhere =
        fleet().layout().daemonNames().stream()
            .allMatch(name -> back.getOrDefault(name, Optional.of(0L)).isPresent());
    note("the victim came back", everywhere, back.toString());
    told.add("back " + millis(last) + " after its mending");
  }

  private Map<String, Double> nothingMoves(Duration during, Duration after)
      throws IOException, InterruptedException {
    try (WeightWatch weights = new WeightWatch(fleet(), fleet().daemons())) {
      if (cast.damaged().contains(cast.daemon().name())) {
        awaitNewLeader();
      }
      Map<String, DnsWatch.Survey> answers = survey(cast.sound(fleet()), remaining(during));
      mend();
      fleet().awaitReady(cast.daemon());
      Thread.sleep(after);
      for (String daemon : fleet().layout().daemonNames()) {
        WeightLog log = weights.log(daemon);
        note(
            "no daemon moved a weight",
            log.changes().isEmpty() && log.samples() > 0,
            daemon + " in " + log.samples() + " looks: " + log);
      }
      answers.forEach((server, survey) -> note(STAYED, holdsAll(survey), server + " " + survey));
    }
    told.add("watched for " + during.plus(after).toMillis() + " ms");
    return Map.of();
  }

  /** Only a death needs another leader; somebody who pauses may still lead afterwards. */
  private void awaitNewLeader() throws InterruptedException {
    if (stage.scenario().faults().stream().noneMatch(Fault.Kill.class::isInstance)) {
      return;
    }
    boolean found =
        await(
            NOTICE_LIMIT,
            () ->
                cast.sound(fleet()).stream().allMatch(name -> leads(status(fleet().member(name)))));
    note("the survivors have a new leader", found, "none after " + NOTICE_LIMIT.toSeconds() + " s");
    if (found) {
      long took = System.nanoTime() - fault;
      stage.notes().measured(NEW_LEADER, took);
      told.add("a new leader after " + millis(Optional.of(took)));
    }
  }

  private Map<String, Double> failsOpen() throws IOException, InterruptedException {
    List<String> daemons = fleet().layout().daemonNames();
    try (WeightWatch weights = new WeightWatch(fleet(), fleet().daemons())) {
      Map<String, DnsWatch.Survey> first = survey(daemons, SETTLING);
      Map<String, DnsWatch.Survey> then = survey(daemons, SETTLING);
      first.forEach(this::noteEmpty);
      then.forEach((daemon, survey) -> {
        noteEmpty(daemon, survey);
        note(STAYED, holdsAll(survey), daemon + " " + survey);
      });
      for (String daemon : daemons) {
        note("an alert was raised", !weights.alerts(daemon).isEmpty(), daemon + " raised none");
        told.add(daemon + " changed weights " + weights.log(daemon).changes().size() + " times");
      }
    }
    comesBack(cast.regions(), daemons);
    return Map.of();
  }

  private void noteEmpty(String daemon, DnsWatch.Survey survey) {
    note("no answer was empty", survey.empty() == 0, daemon + " " + survey);
  }

  private Map<String, Double> reduced() throws IOException, InterruptedException {
    String region = cast.regions().getFirst().name();
    Map<String, Optional<Long>> times = new LinkedHashMap<>();
    try (WeightWatch weights = new WeightWatch(fleet(), fleet().daemons())) {
      List<String> daemons = fleet().layout().daemonNames();
      boolean all =
          await(
              GONE_LIMIT,
              () ->
                  daemons.stream()
                      .allMatch(daemon -> weights.log(daemon).reduced(region).isPresent()));
      for (String daemon : daemons) {
        times.put(daemon, weights.log(daemon).reduced(region).map(at -> at - fault));
      }
      Optional<Long> worst = worst(times, daemons);
      worst.ifPresent(nanos -> stage.notes().measured(LESS_WEIGHT, nanos));
      note("the region has less weight", all, times.toString());
      told.add("less weight after " + millis(worst));
      Thread.sleep(PAUSE);
    }
    comesBack(cast.regionsHit(stage.scenario().faults()), fleet().layout().daemonNames());
    return inMillis(times);
  }

  private Map<String, Double> fewChanges(Duration during, int most)
      throws IOException, InterruptedException {
    told.add(injuries.getLast().toString());
    try (WeightWatch weights = new WeightWatch(fleet(), fleet().daemons())) {
      Thread.sleep(during);
      for (String daemon : fleet().layout().daemonNames()) {
        int changes = weights.log(daemon).changes().size();
        note(
            "at most %d weight changes in %d s".formatted(most, during.toSeconds()),
            changes <= most,
            daemon + ": " + changes);
        told.add(daemon + " changed weights " + changes + " times");
      }
    }
    return Map.of();
  }

  private Map<String, Double> drawsStay() throws IOException, InterruptedException {
    int given = stage.client().issued().size();
    if (stage.scenario().sparesClient()) {
      boolean goesOn = await(DRAW_LIMIT, () -> stage.client().issued().size() > given);
      stage.notes().measured("fault_to_next_draw", System.nanoTime() - fault);
      note("draws are made without the one that is gone", goesOn, cast.gateways().toString());
    }
    long mending = System.nanoTime();
    mend();
    fleet().gateways().forEach(fleet()::awaitReady);
    boolean drawn = await(DRAW_LIMIT, () -> stage.client().issued().size() > given);
    long took = System.nanoTime() - mending;
    stage.notes().measured(NEXT_DRAW, took);
    note("draws are made again", drawn, "none after " + millis(Optional.of(took)));
    told.add("killed after " + given + " draws, the next one " + millis(Optional.of(took)));
    return Map.of();
  }

  /** A region that died leaves the answers first; one that is sound leaves them by the drain. */
  private Map<String, Double> redeployed() throws IOException, InterruptedException {
    Member region = cast.regions().getFirst();
    List<String> daemons = fleet().layout().daemonNames();
    Map<String, Optional<Long>> left = new LinkedHashMap<>();
    if (!stage.scenario().faults().isEmpty()) {
      stage
          .watch()
          .gone(addresses(List.of(region)), daemons, GONE_LIMIT)
          .forEach((server, at) -> left.put(server, at.map(nanos -> nanos - fault)));
      left.forEach(stage.notes()::left);
      Optional<Long> worst = worst(left, daemons);
      worst.ifPresent(stage.notes()::worst);
      note("the victim left the answers", worst.isPresent(), left.toString());
    }
    told.add(new Redeploying(fleet(), stage.notes(), Way.of(number)).redeploy(region));
    Map<String, Optional<Long>> back =
        stage.watch().back(addresses(List.of(region)), daemons, BACK_LIMIT);
    note(
        "the region is answered again",
        back.values().stream().allMatch(Optional::isPresent),
        back.toString());
    return inMillis(left);
  }

  private Map<String, DnsWatch.Survey> survey(List<String> servers, Duration length) {
    long end = System.nanoTime() + length.toNanos();
    return stage.watch().survey(servers, () -> System.nanoTime() > end);
  }

  private Duration remaining(Duration during) {
    Duration left = during.minusNanos(System.nanoTime() - fault);
    return left.compareTo(LOOK) < 0 ? LOOK : left;
  }

  private boolean holdsAll(DnsWatch.Survey survey) {
    Set<String> all =
        fleet().layout().regions().stream()
            .map(fleet().layout()::address)
            .collect(Collectors.toSet());
    return survey.empty() == 0 && survey.seen().equals(all);
  }

  private static boolean await(Duration limit, BooleanSupplier condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(POLL);
    }
    return true;
  }

  private DaemonStatus status(Member daemon) {
    try {
      return fleet().status(daemon);
    } catch (IOException silent) {
      return DaemonStatus.SILENT;
    }
  }

  private Set<String> addresses(List<Member> regions) {
    return regions.stream()
        .map(member -> fleet().layout().address(member.name()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Fleet fleet() {
    return stage.fleet();
  }

  private void note(String name, boolean holds, String detail) {
    stage.notes().findings().note(name, holds, detail);
  }

  private static String millis(Optional<Long> nanos) {
    return nanos.map(n -> String.format(Locale.ROOT, "%.1f ms", n / 1e6)).orElse("never");
  }

  private static Map<String, Double> inMillis(Map<String, Optional<Long>> nanos) {
    Map<String, Double> millis = new LinkedHashMap<>();
    nanos.forEach((name, value) -> value.ifPresent(n -> millis.put(name, n / 1e6)));
    return millis;
  }
}
