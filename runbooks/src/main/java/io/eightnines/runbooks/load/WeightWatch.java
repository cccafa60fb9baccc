package io.eightnines.runbooks.load;

import io.eightnines.runbooks.fleet.DaemonStatus;
import io.eightnines.runbooks.fleet.Fleet;
import io.eightnines.runbooks.fleet.Member;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Asks daemons for the weights that they serve, many times a second, until it is closed. */
public final class WeightWatch implements AutoCloseable {
  /** Shorter than the quickest change and its reversal can follow each other. */
  private static final Duration BETWEEN = Duration.ofMillis(50);

  private final Map<String, WeightLog> logs = new LinkedHashMap<>();
  private final Map<String, Set<String>> alerts = new LinkedHashMap<>();
  private final List<Thread> watchers;

  /** Starts watching. */
  public WeightWatch(Fleet fleet, List<Member> daemons) {
    for (Member daemon : daemons) {
      logs.put(daemon.name(), new WeightLog());
      alerts.put(daemon.name(), new LinkedHashSet<>());
    }
    watchers =
        daemons.stream()
            .map(daemon ->
                Thread.ofVirtual()
                    .name("weights-" + daemon.name())
                    .start(() -> watch(fleet, daemon)))
            .toList();
  }

  private void watch(Fleet fleet, Member daemon) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        DaemonStatus status = fleet.status(daemon);
        log(daemon.name()).sampled(System.nanoTime(), status.effective());
        raised(daemon.name(), status.alerts());
      } catch (IOException silent) {
        // a daemon that is damaged says nothing: its log shows how few samples there were
      }
      LockSupport.parkNanos(BETWEEN.toNanos());
    }
  }

  private synchronized void raised(String daemon, List<String> names) {
    alerts.computeIfPresent(
        daemon,
        (_, sofar) -> {
          sofar.addAll(names);
          return sofar;
        });
  }

  /** Names of the alerts that a daemon raised since the watch began. */
  public synchronized List<String> alerts(String daemon) {
    return List.copyOf(alerts.getOrDefault(daemon, Set.of()));
  }

  /** What a daemon served so far. */
  public WeightLog log(String daemon) {
    WeightLog log = logs.get(daemon);
    if (log == null) {
      throw new IllegalArgumentException("not watched: " + daemon);
    }
    return log;
  }

  @Override
  public void close() {
    watchers.forEach(Thread::interrupt);
    try {
      for (Thread watcher : watchers) {
        watcher.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
