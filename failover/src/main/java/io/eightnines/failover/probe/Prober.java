package io.eightnines.failover.probe;

import io.eightnines.failover.fleet.Fleet;
import io.eightnines.failover.time.Clocks;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Probes the whole fleet at a constant rate. {@link #tick} does one round; {@link #start} runs a
 * thread that ticks, which never makes up for rounds it has missed.
 */
public final class Prober {
  private static final Logger log = LoggerFactory.getLogger(Prober.class);

  private final List<EndpointProber> endpoints;
  private final SelfWatch self = new SelfWatch();
  private final Clocks clocks;
  private final long intervalNanos;
  private @Nullable Thread pacer;

  /** Written by whoever stops the prober, read by the pacer. */
  private volatile boolean stopped;

  /**
   * Makes a prober that has not begun.
   *
   * @param inbox takes observations from any thread, at once; it must not block
   */
  public Prober(Fleet fleet, ProbePolicy policy, Clocks clocks, Consumer<Observation> inbox) {
    this.clocks = clocks;
    this.intervalNanos = policy.interval().toNanos();
    this.endpoints =
        fleet.endpoints().stream()
            .map(endpoint -> new EndpointProber(endpoint, policy, clocks, self, inbox))
            .toList();
  }

  /** Starts one probe of every endpoint. */
  public void tick() {
    endpoints.forEach(EndpointProber::tick);
  }

  public void start() {
    Thread thread = Thread.ofPlatform().name("prober").daemon().unstarted(this::pace);
    pacer = thread;
    thread.start();
  }

  public void stop() {
    stopped = true;
    LockSupport.unpark(pacer);
    endpoints.forEach(EndpointProber::stop);
  }

  private void pace() {
    long due = clocks.ticker().elapsedNanos();
    while (!stopped) {
      long now = clocks.ticker().elapsedNanos();
      if (now < due) {
        LockSupport.parkNanos(due - now);
        continue;
      }
      self.ticked(due, now);
      try {
        tick();
      } catch (RuntimeException e) {
        log.error("a round of probes failed; the next one comes", e);
      }
      due = now - due < intervalNanos ? due + intervalNanos : now + intervalNanos;
    }
  }
}
