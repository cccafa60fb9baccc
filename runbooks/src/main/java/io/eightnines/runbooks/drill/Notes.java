package io.eightnines.runbooks.drill;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was measured and found so far, for the report. */
final class Notes {
  private final Findings findings = new Findings();
  private final Map<String, List<Long>> faultToDns = new LinkedHashMap<>();
  private final Map<String, Integer> missed = new LinkedHashMap<>();
  private final Map<String, List<Long>> measured = new LinkedHashMap<>();
  private final List<Long> worst = new ArrayList<>();
  private final List<Report.Event> events = new ArrayList<>();

  Findings findings() {
    return findings;
  }

  /** When a name server's answers changed, counted from the fault; empty if not in time. */
  void left(String server, Optional<Long> nanos) {
    nanos.ifPresentOrElse(
        value -> faultToDns.computeIfAbsent(server, _ -> new ArrayList<>()).add(value),
        () -> missed.merge(server, 1, Integer::sum));
  }

  /** The slowest of our daemons in a trial in which none missed the change. */
  void worst(long nanos) {
    worst.add(nanos);
  }

  /** Any other time. */
  void measured(String what, long nanos) {
    measured.computeIfAbsent(what, _ -> new ArrayList<>()).add(nanos);
  }

  void happened(Report.Event event) {
    events.add(event);
  }

  Spread worst() {
    return Spread.ofNanos(worst);
  }

  Spread of(String what) {
    return Spread.ofNanos(measured.getOrDefault(what, List.of()));
  }

  Map<String, Spread> measured() {
    Map<String, Spread> spreads = new LinkedHashMap<>();
    measured.forEach((what, nanos) -> spreads.put(what, Spread.ofNanos(nanos)));
    return spreads;
  }

  Spread faultToDns(String server) {
    return Spread.ofNanos(faultToDns.getOrDefault(server, List.of()));
  }

  int missed(String server) {
    return missed.getOrDefault(server, 0);
  }

  List<Report.Event> events() {
    return List.copyOf(events);
  }
}
