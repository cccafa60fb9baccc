package io.eightnines.runbooks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Watches the answers of several name servers at once for addresses to leave or to come back. */
public final class DnsWatch implements AutoCloseable {
  /** Less than a tenth of the quickest departure, and little enough work for five servers. */
  private static final Duration BETWEEN = Duration.ofMillis(2);

  /** A return takes seconds: asking more often would only take time from the fleet. */
  private static final Duration BETWEEN_WHILE_AWAY = Duration.ofMillis(20);

  /** An answer on the loopback takes less than one; a server that hangs must not hold us long. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final Map<String, DnsLookup> lookups = new LinkedHashMap<>();
  private final Map<String, Asked> asked = new LinkedHashMap<>();
  private final ExecutorService watchers = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * What a name server was asked.
   *
   * @param unanswered look-ups without an answer in time
   */
  public record Asked(long lookups, long unanswered) {
    private Asked plus(boolean answered) {
      return new Asked(lookups + 1, unanswered + (answered ? 0 : 1));
    }
  }

  /**
   * What some answers of one name server held.
   *
   * @param empty answers without any address
   * @param seen every address of any answer, in order
   */
  public record Survey(int answers, int empty, Set<String> seen) {}

  /**
   * Watches these name servers.
   *
   * @param servers addresses by name
   * @param service the name that they are asked for
   */
  public DnsWatch(Map<String, String> servers, String service) throws IOException {
    for (Map.Entry<String, String> server : servers.entrySet()) {
      lookups.put(server.getKey(), new DnsLookup(server.getValue(), service, PATIENCE));
      asked.put(server.getKey(), new Asked(0, 0));
    }
  }

  /** Names of the servers, in order. */
  public List<String> servers() {
    return List.copyOf(lookups.keySet());
  }

  /**
   * Waits until every one of some servers has given thirty answers in a row without any of the
   * addresses.
   *
   * @return when the first of the thirty came, in nanoseconds of elapsed time; empty if not in time
   */
  public Map<String, Optional<Long>> gone(
      Set<String> addresses, List<String> from, Duration within) {
    return eachOf(
        from,
        server -> {
          Departure departure = new Departure(addresses);
          return until(
              server, within, BETWEEN, answer -> departure.answered(answer, System.nanoTime()));
        });
  }

  /**
   * Waits until every one of some servers has given each of the addresses.
   *
   * @return when the last of them was seen first, in nanoseconds of elapsed time; empty if not in
   *     time
   */
  public Map<String, Optional<Long>> back(
      Set<String> addresses, List<String> from, Duration within) {
    return eachOf(
        from,
        server -> {
          Set<String> missing = new TreeSet<>(addresses);
          return until(
              server,
              within,
              BETWEEN_WHILE_AWAY,
              answer -> {
                answer.forEach(missing::remove);
                return missing.isEmpty() ? Optional.of(System.nanoTime()) : Optional.empty();
              });
        });
  }

  /** Looks at what some servers answer until told that it is enough. */
  public Map<String, Survey> survey(List<String> from, BooleanSupplier enough) {
    return eachOf(
        from,
        server -> {
          int answers = 0;
          int empty = 0;
          Set<String> seen = new TreeSet<>();
          while (!enough.getAsBoolean()) {
            Optional<List<String>> answer = ask(server);
            answers += answer.isPresent() ? 1 : 0;
            empty += answer.filter(List::isEmpty).isPresent() ? 1 : 0;
            answer.ifPresent(seen::addAll);
            LockSupport.parkNanos(BETWEEN_WHILE_AWAY.toNanos());
          }
          return new Survey(answers, empty, seen);
        });
  }

  /** What each server was asked so far. */
  public synchronized Map<String, Asked> asked() {
    return new LinkedHashMap<>(asked);
  }

  private interface Step {
    Optional<Long> take(List<String> answer);
  }

  private Optional<Long> until(String server, Duration within, Duration between, Step step) {
    long deadline = System.nanoTime() + within.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<Long> done = step.take(ask(server).orElse(List.of()));
      if (done.isPresent()) {
        return done;
      }
      LockSupport.parkNanos(between.toNanos());
    }
    return Optional.empty();
  }

  private Optional<List<String>> ask(String server) {
    DnsLookup lookup = lookups.get(server);
    if (lookup == null) {
      throw new IllegalArgumentException("not watched: " + server);
    }
    try {
      List<String> answer = lookup.addresses();
      count(server, true);
      return Optional.of(answer);
    } catch (IOException lost) {
      count(server, false);
      return Optional.empty();
    }
  }

  private synchronized void count(String server, boolean answered) {
    asked.computeIfPresent(server, (_, sofar) -> sofar.plus(answered));
  }

  private interface Task<T> {
    T watch(String server);
  }

  private <T> Map<String, T> eachOf(List<String> servers, Task<T> task) {
    List<Future<T>> running = new ArrayList<>();
    for (String server : servers) {
      running.add(watchers.submit(() -> task.watch(server)));
    }
    Map<String, T> results = new LinkedHashMap<>();
    for (int i = 0; i < servers.size(); i++) {
      results.put(servers.get(i), Waiting.on(running.get(i)));
    }
    return results;
  }

  @Override
  public void close() {
    lookups.values().forEach(DnsLookup::close);
    watchers.close();
  }
}
