package io.eightnines.runbooks.drill;

import io.eightnines.runbooks.fleet.DaemonStatus;
import io.eightnines.runbooks.fleet.Fleet;
import io.eightnines.runbooks.fleet.Member;
import io.eightnines.runbooks.load.DnsWatch;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** One trial under way: who plays in it, what was done to whom and when, and what is told of it. */
final class Scene {
  static final String RETURN = "mending_to_dns";
  static final String STAYED = "every region stayed in the answers";
  static final Duration GONE_LIMIT = Duration.ofSeconds(10);
  static final Duration BACK_LIMIT = Duration.ofSeconds(60);
  static final Duration NOTICE_LIMIT = Duration.ofSeconds(10);

  /** Some answers more, so that every region had its chance to be in one. */
  static final Duration LOOK = Duration.ofSeconds(1);

  /** Between two events, so that one's tail is not the next one's head. */
  static final Duration PAUSE = Duration.ofMillis(800);

  private static final Duration POLL = Duration.ofMillis(10);

  private final Stage stage;
  private final Cast cast;
  private final int number;
  private final List<Injury> injuries = new ArrayList<>();
  private final List<Ending> endings = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private long fault;
  private Instant faultAt = Instant.EPOCH;

  Scene(Stage stage, Cast cast, int number) {
    this.stage = stage;
    this.cast = cast;
    this.number = number;
  }

  Stage stage() {
    return stage;
  }

  Cast cast() {
    return cast;
  }

  Notes notes() {
    return stage.notes();
  }

  int number() {
    return number;
  }

  /** Faults that are not mended yet, the last one last. */
  List<Injury> injuries() {
    return injuries;
  }

  /** Who of those that were killed is waited for, to see when the kernel closed its sockets. */
  List<Ending> endings() {
    return endings;
  }

  /** The instant from which everything is counted. */
  void begin() {
    faultAt = Instant.now();
    fault = System.nanoTime();
  }

  /** When the fault was done, in nanoseconds of elapsed time. */
  long fault() {
    return fault;
  }

  /** When the fault was done, by the clock. */
  Instant faultAt() {
    return faultAt;
  }

  void tell(String what) {
    told.add(what);
  }

  List<String> told() {
    return told;
  }

  void inflict(Fault each) throws IOException, InterruptedException {
    for (Member victim : cast.victims(each)) {
      injuries.add(stage.injector().inflict(each, victim));
    }
  }

  void mend() throws IOException, InterruptedException {
    while (!injuries.isEmpty()) {
      injuries.removeLast().mend();
    }
  }

  void comesBack(List<Member> hit, List<String> servers) throws IOException, InterruptedException {
    long mending = System.nanoTime();
    mend();
    for (Member member : hit) {
      fleet().awaitReady(member);
    }
    List<String> all = new ArrayList<>(servers);
    cast.damaged().stream().filter(name -> !all.contains(name)).forEach(all::add);
    Map<String, Optional<Long>> back = stage.watch().back(addresses(hit), all, BACK_LIMIT);
    Optional<Long> last = worst(back, cast.sound(fleet())).map(at -> at - mending);
    last.ifPresent(nanos -> notes().measured(RETURN, nanos));
    boolean everywhere =
        fleet().layout().daemonNames().stream()
            .allMatch(name -> back.getOrDefault(name, Optional.of(0L)).isPresent());
    note("the victim came back", everywhere, back.toString());
    told.add("back " + millis(last) + " after its mending");
  }

  Map<String, DnsWatch.Survey> survey(List<String> servers, Duration length) {
    long end = System.nanoTime() + length.toNanos();
    return stage.watch().survey(servers, () -> System.nanoTime() > end);
  }

  boolean holdsAll(DnsWatch.Survey survey) {
    Set<String> all =
        fleet().layout().regions().stream()
            .map(fleet().layout()::address)
            .collect(Collectors.toSet());
    return survey.empty() == 0 && survey.seen().equals(all);
  }

  boolean leads(DaemonStatus status) {
    return !status.leader().isEmpty() && !cast.damaged().contains(status.leader());
  }

  DaemonStatus status(Member daemon) {
    try {
      return fleet().status(daemon);
    } catch (IOException silent) {
      return DaemonStatus.SILENT;
    }
  }

  /** The slowest of the sound daemons; empty if one of them missed it. */
  static Optional<Long> worst(Map<String, Optional<Long>> times, List<String> sound) {
    List<Long> known =
        sound.stream()
            .flatMap(name -> times.getOrDefault(name, Optional.empty()).stream())
            .toList();
    return known.size() == sound.size() ? known.stream().max(Long::compare) : Optional.empty();
  }

  static boolean await(Duration limit, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(POLL);
    }
    return true;
  }

  Set<String> addresses(List<Member> regions) {
    return regions.stream()
        .map(member -> fleet().layout().address(member.name()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  Fleet fleet() {
    return stage.fleet();
  }

  void note(String name, boolean holds, String detail) {
    notes().findings().note(name, holds, detail);
  }

  static String millis(Optional<Long> nanos) {
    return nanos.map(n -> String.format(Locale.ROOT, "%.1f ms", n / 1e6)).orElse("never");
  }

  static String millis(boolean happened, long nanos) {
    return millis(happened ? Optional.of(nanos) : Optional.empty());
  }

  static Map<String, Double> inMillis(Map<String, Optional<Long>> nanos) {
    Map<String, Double> millis = new LinkedHashMap<>();
    nanos.forEach((name, value) -> value.ifPresent(n -> millis.put(name, n / 1e6)));
    return millis;
  }
}
