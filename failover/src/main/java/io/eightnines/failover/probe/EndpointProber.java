package io.eightnines.failover.probe;

import io.eightnines.failover.fleet.Endpoint;
import io.eightnines.failover.probe.KeptConnection.Exchange;
import io.eightnines.failover.time.Clocks;
import io.eightnines.failover.time.Moment;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Probes one endpoint: one probe a tick, and bounded re-probes after a drop or a failure. */
final class EndpointProber {
  /** What past probes taught: how long to wait, and how many failures ran on end. */
  private record Track(AdaptiveTimeout timeout, int failures, int refusals) {
    Track after(Outcome outcome) {
      return switch (outcome) {
        case Outcome.Healthy h -> new Track(timeout.learn(h.roundTrip()), 0, 0);
        case Outcome.Starting s -> new Track(timeout, 0, 0);
        case Outcome.Draining d -> new Track(timeout, 0, 0);
        case Outcome.Refused r -> new Track(timeout, increment(failures), increment(refusals));
        case Outcome.TimedOut t -> new Track(timeout, increment(failures), 0);
        case Outcome.BadAnswer b -> new Track(timeout, increment(failures), 0);
        case Outcome.Dropped d -> new Track(timeout, increment(failures), 0);
      };
    }

    private static int increment(int count) {
      return Math.min(count + 1, Integer.MAX_VALUE - 1);
    }
  }

  private final Endpoint endpoint;
  private final ProbePolicy policy;
  private final Clocks clocks;
  private final SelfWatch self;
  private final Consumer<Observation> inbox;
  private final AtomicReference<@Nullable KeptConnection> idle = new AtomicReference<>();
  private final AtomicReference<Track> track;

  /** Set once, by the thread that stops the prober. */
  private volatile boolean stopped;

  EndpointProber(
      Endpoint endpoint,
      ProbePolicy policy,
      Clocks clocks,
      SelfWatch self,
      Consumer<Observation> inbox) {
    this.endpoint = endpoint;
    this.policy = policy;
    this.clocks = clocks;
    this.self = self;
    this.inbox = inbox;
    this.track = new AtomicReference<>(new Track(AdaptiveTimeout.untaught(timeouts()), 0, 0));
  }

  /** Starts this tick's probe, and returns at once. */
  void tick() {
    start(() -> probe(idle.getAndSet(null)));
  }

  void stop() {
    stopped = true;
    close(idle.getAndSet(null));
  }

  private void start(Task task) {
    Thread.ofVirtual()
        .name("probe-" + endpoint.id())
        .start(() -> {
          try {
            task.run();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private interface Task {
    void run() throws InterruptedException;
  }

  private void probe(@Nullable KeptConnection kept) throws InterruptedException {
    Track after = observe(kept);
    while (!stopped && policy.reprobes().worthAfter(after.failures(), after.refusals())) {
      after = observe(null);
    }
  }

  private Track observe(@Nullable KeptConnection kept) throws InterruptedException {
    Moment started = clocks.moment();
    Duration limit = limit();
    Outcome outcome = kept == null ? onNewConnection(limit) : on(kept, limit);
    return report(outcome, started);
  }

  /** Once tripped, the endpoint gets all the time there is, so that a slower one can come back. */
  private Duration limit() {
    Track now = now();
    return now.failures() >= policy.reprobes().failures()
        ? timeouts().cap()
        : now.timeout().limit();
  }

  private Outcome onNewConnection(Duration limit) throws InterruptedException {
    try {
      return on(KeptConnection.open(endpoint, limit, clocks.ticker(), this::ended), limit);
    } catch (SocketTimeoutException e) {
      return new Outcome.TimedOut(limit);
    } catch (ConnectException e) {
      String message = String.valueOf(e.getMessage());
      return message.startsWith("Connection refused")
          ? new Outcome.Refused()
          : new Outcome.BadAnswer("connect: " + message);
    } catch (IOException e) {
      return new Outcome.BadAnswer("connect: " + e.getMessage());
    }
  }

  private Outcome on(KeptConnection connection, Duration limit) throws InterruptedException {
    Exchange exchange = connection.exchange(policy.path(), limit);
    if (!exchange.reusable() || stopped || !idle.compareAndSet(null, connection)) {
      connection.close();
    } else if (connection.hasEnded()) {
      ended(connection);
    }
    return exchange.outcome();
  }

  /** Only the end of an idle connection is news; a probe in flight learns of it by itself. */
  private void ended(KeptConnection connection) {
    if (!stopped && idle.compareAndSet(connection, null)) {
      Track after = report(new Outcome.Dropped(), clocks.moment());
      if (policy.reprobes().worthAfter(after.failures(), after.refusals())) {
        start(() -> probe(null));
      }
    }
  }

  private Track report(Outcome outcome, Moment started) {
    Moment ended = clocks.moment();
    Track after = track.updateAndGet(before -> before.after(outcome));
    Duration late = self.lateness(started, ended);
    if (outcome instanceof Outcome.TimedOut t) {
      // Connecting and answering may each take the limit; what is beyond both is our own delay.
      Duration own = ended.since(started).minus(t.limit().multipliedBy(2));
      late = own.compareTo(late) > 0 ? own : late;
    }
    inbox.accept(new Observation(endpoint.id(), outcome, started, ended, late));
    return after;
  }

  private Track now() {
    return track.get();
  }

  private ProbePolicy.Timeouts timeouts() {
    return policy.timeouts();
  }

  private static void close(@Nullable KeptConnection connection) {
    if (connection != null) {
      connection.close();
    }
  }
}
