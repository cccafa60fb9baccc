package io.eightnines.failover.probe;

import io.eightnines.failover.fleet.Endpoint;
import io.eightnines.failover.fleet.EndpointId;
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

  /** Starts this tick's probe, and returns at once: a request finds room in the socket's buffer. */
  void tick() {
    KeptConnection kept = idle.getAndSet(null);
    if (kept == null) {
      start(this::probeAnew);
    } else {
      ask(kept, limit(), around.clocks().moment());
    }
  }

  void stop() {
    stopped = true;
    close(idle.getAndSet(null));
  }

  private void start(Runnable task) {
    around.threads().execute(task);
  }

  /** A probe that is answered later, to the reader of the connection or to the alarm. */
  private void ask(KeptConnection connection, Duration limit, Moment started) {
    connection.ask(
        request,
        limit,
        came -> {
          boolean kept = came.reusable() && !stopped && idle.compareAndSet(null, connection);
          if (!kept) {
            connection.close();
          }
          Track after = report(came.outcome(), started);
          if (isWorth(after)) {
            start(this::chase);
          }
        });
  }

  /**
   * A probe on a new connection; a refusal that is not proof yet is followed by the next at once.
   */
  private void probeAnew() {
    Track after;
    do {
      Moment started = around.clocks().moment();
      Duration limit = limit();
      Outcome known;
      try {
        KeptConnection connection = around.wire().open(endpoint, depth, limit, this::ended);
        if (!(around.policy().manner() instanceof ProbePolicy.Manner.Tcp)) {
          ask(connection, limit, started);
          return;
        }
        connection.abort();
        known = new Outcome.Healthy(around.clocks().moment().since(started));
      } catch (IOException e) {
        known = unconnected(e, limit);
      }
      after = report(known, started);
    } while (after.run().refusals() > 0 && isWorth(after));
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
    start(this::probeAnew);
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

  /** One that is out gets all the time there is, so that a slower one can come back. */
  private Duration limit() {
    return around.out().test(id) ? around.policy().timeouts().cap() : track.get().timeout().limit();
  }

  /** What it means that there is no connection. */
  private static Outcome unconnected(IOException failure, Duration limit) {
    return switch (failure) {
      case SocketTimeoutException _ -> new Outcome.TimedOut(limit);
      case SSLException e -> new Outcome.BadAnswer(Wire.describe(e));
      case BindException e -> new Outcome.NotAsked(String.valueOf(e.getMessage()));
      case ConnectException e
          when String.valueOf(e.getMessage()).startsWith("Connection refused") ->
          new Outcome.Refused();
      default -> new Outcome.Unreachable(String.valueOf(failure.getMessage()));
    };
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
