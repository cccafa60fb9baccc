package io.eightnines.failover.probe;

import io.eightnines.failover.fleet.Endpoint;
import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.probe.KeptConnection.Exchange;
import io.eightnines.time.Clocks;
import io.eightnines.time.Moment;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Probes one endpoint at one depth: once a tick, and again after a drop or a failure. */
final class EndpointProber {
  /**
   * What all probers of one daemon share.
   *
   * @param threads has a thread for every task at once: a probe blocks
   */
  record Surroundings(
      ProbePolicy policy,
      Wire wire,
      Executor threads,
      Clocks clocks,
      SelfWatch self,
      Predicate<EndpointId> out,
      Consumer<Observation> inbox) {}

  /** What past probes taught: how long to wait, and how many failures ran on end. */
  private record Track(AdaptiveTimeout timeout, FailureRun run) {
    Track after(Outcome outcome, Moment started, Moment ended) {
      return new Track(
          outcome instanceof Outcome.Healthy h ? timeout.learn(h.roundTrip()) : timeout,
          run.after(outcome, started.elapsedNanos(), ended.elapsedNanos()));
    }
  }

  private final Endpoint endpoint;
  private final EndpointId id;
  private final Depth depth;
  private final Surroundings around;
  private final byte[] request;
  private final AtomicReference<@Nullable KeptConnection> idle = new AtomicReference<>();
  private final AtomicReference<Track> track;

  /** Whether a thread is at the re-probes of a failure: one at a time will do. */
  private final AtomicBoolean chasing = new AtomicBoolean();

  /** Set once, by the thread that stops the prober. */
  private volatile boolean stopped;

  EndpointProber(Endpoint endpoint, Depth depth, String path, Surroundings around) {
    this.endpoint = endpoint;
    this.id = endpoint.id();
    this.depth = depth;
    this.around = around;
    this.request = around.wire().request(endpoint, path);
    this.track =
        new AtomicReference<>(
            new Track(
                AdaptiveTimeout.untaught(around.policy().timeouts()),
                FailureRun.none(around.clocks().ticker().elapsedNanos())));
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
    around
        .threads()
        .execute(() -> {
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

  /** One probe; a refusal that is not proof yet is followed by the next one at once. */
  private void probe(@Nullable KeptConnection kept) throws InterruptedException {
    Track after = observe(kept);
    while (after.run().refusals() > 0 && isWorth(after)) {
      after = observe(null);
    }
    if (isWorth(after)) {
      chase();
    }
  }

  /** Launches re-probes, each on a new connection and a thread of its own. */
  private void chase() {
    while (isWorth(track.get()) && chasing.compareAndSet(false, true)) {
      try {
        long launched = launch();
        while (isWorth(track.get())) {
          long due = around.policy().reprobes().next(track.get().run(), launched);
          if (now() < due) {
            LockSupport.parkNanos(due - now());
          } else {
            launched = launch();
          }
        }
      } finally {
        chasing.set(false); // A failure that came since has found it set: hence the outer loop.
      }
    }
  }

  private long launch() {
    start(() -> probe(null));
    return now();
  }

  private boolean isWorth(Track now) {
    return !stopped
        && around.policy().reprobes().isWorth(now.run(), depth, now())
        && !around.out().test(id);
  }

  private long now() {
    return around.clocks().ticker().elapsedNanos();
  }

  private Track observe(@Nullable KeptConnection kept) throws InterruptedException {
    Moment started = around.clocks().moment();
    Duration limit = limit();
    Outcome outcome = kept == null ? onNewConnection(limit) : on(kept, limit);
    return report(outcome, started);
  }

  /** One that is out gets all the time there is, so that a slower one can come back. */
  private Duration limit() {
    return around.out().test(id) ? around.policy().timeouts().cap() : track.get().timeout().limit();
  }

  private Outcome onNewConnection(Duration limit) throws InterruptedException {
    long began = now();
    try {
      KeptConnection connection = around.wire().open(endpoint, depth, limit, this::ended);
      if (around.policy().manner() instanceof ProbePolicy.Manner.Tcp) {
        connection.abort();
        return new Outcome.Healthy(Duration.ofNanos(now() - began));
      }
      return on(connection, limit);
    } catch (SocketTimeoutException e) {
      return new Outcome.TimedOut(limit);
    } catch (SSLException e) {
      return new Outcome.BadAnswer(Wire.describe(e));
    } catch (BindException e) {
      return new Outcome.NotAsked(String.valueOf(e.getMessage()));
    } catch (ConnectException e) {
      String message = String.valueOf(e.getMessage());
      return message.startsWith("Connection refused")
          ? new Outcome.Refused()
          : new Outcome.Unreachable(message);
    } catch (IOException e) {
      return new Outcome.Unreachable(String.valueOf(e.getMessage()));
    }
  }

  private Outcome on(KeptConnection connection, Duration limit) throws InterruptedException {
    Exchange exchange = connection.exchange(request, limit);
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
      Track after = report(new Outcome.Dropped(), around.clocks().moment());
      if (isWorth(after)) {
        start(this::chase);
      }
    }
  }

  private Track report(Outcome outcome, Moment started) {
    Moment ended = around.clocks().moment();
    Duration late = around.self().lateness(started, ended);
    if (outcome instanceof Outcome.TimedOut t) {
      // Each step of a probe may take the limit; what is beyond them all is our own delay.
      int steps = around.policy().manner().steps();
      Duration own = ended.since(started).minus(t.limit().multipliedBy(steps));
      late = own.compareTo(late) > 0 ? own : late;
    }
    around.inbox().accept(new Observation(id, depth, outcome, started, ended, late));
    return track.updateAndGet(before -> before.after(outcome, started, ended));
  }

  private static void close(@Nullable KeptConnection connection) {
    if (connection != null) {
      connection.close();
    }
  }
}
