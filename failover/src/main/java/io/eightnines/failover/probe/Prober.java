package io.eightnines.failover.probe;

import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.fleet.Fleet;
import io.eightnines.time.Clocks;
import io.eightnines.time.Moment;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Probes the whole fleet at a constant rate. {@link #tick} does one round; {@link #start} runs a
 * thread that ticks, which never makes up for rounds it has missed.
 */
public final class Prober {
  private static final Logger log = LoggerFactory.getLogger(Prober.class);

  /** After which the thread of the alarms of a prober that has stopped ends. */
  private static final Duration ALARM_IDLE = Duration.ofSeconds(10);

  private final List<EndpointProber> shallow;
  private final List<EndpointProber> deep;
  private final SelfWatch self;
  private final Clocks clocks;
  private final ProbePolicy.Rhythm rhythm;
  private @Nullable Thread pacer;

  /** Of the thread that ticks. */
  private int ticks;

  /** Written by whoever stops the prober, read by the pacer. */
  private volatile boolean stopped;

  /**
   * Makes a prober that has not begun.
   *
   * @param self told how well this prober keeps its time
   * @param out whether an endpoint is known to be down, so that its failures are no news and are
   *     not probed again; asked by any thread
   * @param inbox takes observations from any thread, at once; it must not block
   */
  public Prober(
      Fleet fleet,
      ProbePolicy policy,
      Clocks clocks,
      SelfWatch self,
      Predicate<EndpointId> out,
      Consumer<Observation> inbox) {
    this.clocks = clocks;
    this.rhythm = policy.rhythm();
    this.self = self;
    Executor threads =
        Executors.newCachedThreadPool(Thread.ofPlatform().name("probe-", 0).daemon().factory());
    Wire wire = Wire.of(policy, new KeptConnection.Means(clocks.ticker(), threads, alarms()));
    EndpointProber.Surroundings around =
        new EndpointProber.Surroundings(policy, wire, threads, clocks, self, out, inbox);
    this.shallow = probers(fleet, Depth.SHALLOW, around);
    this.deep = probers(fleet, Depth.DEEP, around);
  }

  /** Of many alarms few ring: those that are called off leave at once. */
  private static ScheduledExecutorService alarms() {
    ScheduledThreadPoolExecutor alarms =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("probe-alarm").daemon().factory());
    alarms.setRemoveOnCancelPolicy(true);
    alarms.setKeepAliveTime(ALARM_IDLE.toNanos(), TimeUnit.NANOSECONDS);
    alarms.allowCoreThreadTimeOut(true);
    return alarms;
  }

  private static List<EndpointProber> probers(
      Fleet fleet, Depth depth, EndpointProber.Surroundings around) {
    return around.policy().manner().path(depth).stream()
        .flatMap(path ->
            fleet.endpoints().stream()
                .map(endpoint -> new EndpointProber(endpoint, depth, path, around)))
        .toList();
  }

  /** Starts one probe of every endpoint, and a deep one if its time has come. */
  public void tick() {
    shallow.forEach(EndpointProber::tick);
    if (ticks == 0) {
      deep.forEach(EndpointProber::tick);
    }
    ticks = (ticks + 1) % rhythm.ticksPerDeepProbe();
  }

  public void start() {
    Thread thread = Thread.ofPlatform().name("prober").daemon().unstarted(this::pace);
    pacer = thread;
    thread.start();
  }

  public void stop() {
    stopped = true;
    LockSupport.unpark(pacer);
    shallow.forEach(EndpointProber::stop);
    deep.forEach(EndpointProber::stop);
  }

  private void pace() {
    long interval = rhythm.interval().toNanos();
    long due = clocks.ticker().elapsedNanos();
    while (!stopped) {
      Moment now = clocks.moment();
      long nanos = now.elapsedNanos();
      if (nanos < due) {
        LockSupport.parkNanos(due - nanos);
        continue;
      }
      self.ticked(due, now, rhythm.interval());
      try {
        tick();
      } catch (RuntimeException e) {
        log.error("a round of probes failed; the next one comes", e);
      }
      due = nanos - due < interval ? due + interval : nanos + interval;
    }
  }
}
