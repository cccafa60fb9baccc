package io.eightnines.gateway.entropy;

import io.eightnines.gateway.device.DeviceReading;
import io.eightnines.gateway.device.GuardedDevice;
import io.eightnines.gateway.health.Failure;
import io.eightnines.gateway.health.HealthMonitor;
import io.eightnines.gateway.health.HealthState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of one generator: it reads the device, has what it gave tested, and keeps some of what
 * passed ready for mixing. A device that is slow or hangs keeps nobody waiting but its own thread.
 */
public final class Feed implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

  /** After a reading that failed: soon enough to notice a return, no busy loop. */
  private static final Duration REST = Duration.ofMillis(20);

  /** After a test that failed: a stuck device is tried ten times a second and fills no log. */
  private static final Duration REST_AFTER_FAILURE = Duration.ofMillis(100);

  /** A device whose noise nobody needs is still read so often, so that its health is known. */
  private static final long IDLE_NANOS = Duration.ofSeconds(1).toNanos();

  /** Enough for some hundred blocks, so that the mixer need not wait for each reading. */
  private static final int STOCK_CHUNKS = 32;

  private static final Duration LONGEST_STOP = Duration.ofSeconds(1);

  /**
   * What a generator is, and what is demanded of it.
   *
   * @param chunk how many bytes are read at once
   */
  public record Setup(GuardedDevice device, HealthMonitor.Rules rules, int chunk) {}

  /** Told of everything that comes of a device, for metrics. */
  public interface Observer {
    /** A device was read. */
    void read(String device, DeviceReading reading);

    /** What it gave was tested. */
    void judged(String device, HealthMonitor.Verdict verdict);

    /** So many unused bytes of the pool were thrown away with a device that failed. */
    void discarded(String device, int bytes);
  }

  /** How the generator stands, and the last test that it failed. */
  public record View(HealthState state, Optional<Failure> lastFailure) {}

  private final Setup setup;
  private final Pool pool;
  private final Observer observer;
  private final Runnable stocked;
  private final HealthMonitor monitor;
  private final Generator generator;
  private final int portionBytes;
  private final Stock stock;
  private final AtomicReference<View> view =
      new AtomicReference<>(new View(HealthState.STARTING, Optional.empty()));
  private final AtomicBoolean running = new AtomicBoolean(true);
  private final Thread thread;

  /** Owned by the feed's thread; null while the generator has none. */
  private @Nullable Standing standing;

  /**
   * A feed that fills nothing yet.
   *
   * @param pool from which its bytes are thrown away when it fails
   * @param stocked run whenever more is ready
   */
  public Feed(Setup setup, Pool pool, Observer observer, Runnable stocked) {
    this.setup = setup;
    this.pool = pool;
    this.observer = observer;
    this.stocked = stocked;
    this.monitor = new HealthMonitor(setup.rules());
    this.generator = new Generator(device().device().id(), device().device().model());
    this.portionBytes = setup.rules().claim().bytesFor(Conditioner.PORTION_BITS);
    this.stock = new Stock(Math.max(STOCK_CHUNKS * setup.chunk(), 2 * portionBytes));
    this.thread = Thread.ofPlatform().daemon().name("feed-" + generator.id()).unstarted(this);
  }

  /** The device with its guards. */
  public GuardedDevice device() {
    return setup.device();
  }

  /** The generator as draws name it. */
  public Generator generator() {
    return generator;
  }

  /** How it stands now. */
  public View view() {
    return view.get();
  }

  /** Whether a portion waits to be mixed. */
  boolean isReady() {
    return stock.size() >= portionBytes;
  }

  /** Takes one portion, if there is one. */
  Optional<Portion> take() {
    return stock.take(portionBytes);
  }

  void start() {
    thread.start();
  }

  /** Ends the thread. What is in the pool stays: the generator was good when it gave it. */
  void stop() throws InterruptedException {
    running.set(false);
    thread.interrupt();
    thread.join(LONGEST_STOP);
    stock.clear();
    device().close();
  }

  @Override
  public void run() {
    while (running.get()) {
      try {
        turn();
      } catch (InterruptedException stopped) {
        return;
      } catch (RuntimeException e) {
        LOG.error("Reading generator {} failed, going on", generator.id(), e);
      }
    }
  }

  /** Reads and judges once. */
  private void turn() throws InterruptedException {
    // Who is being tested is not kept waiting because something of it is still there.
    boolean wanted =
        monitor.state() != HealthState.HEALTHY || stock.awaitRoom(setup.chunk(), IDLE_NANOS);
    DeviceReading reading = device().read(setup.chunk());
    observer.read(generator.id(), reading);
    switch (reading) {
      case DeviceReading.Fresh(byte[] noise) -> judge(noise, wanted);
      case DeviceReading.Failed(String reason) -> interrupted(reason);
      case DeviceReading.LeftAlone _ -> interrupted("left alone for a while");
    }
  }

  private void judge(byte[] noise, boolean wanted) throws InterruptedException {
    HealthMonitor.Verdict verdict = monitor.take(noise);
    switch (verdict) {
      case HealthMonitor.Usable _ -> use(noise, wanted);
      case HealthMonitor.Withheld _ -> {}
      case HealthMonitor.Passed _ -> {
        // One that was merely out of reach keeps its standing, and all it gave stays revocable.
        standing = standing == null ? new Standing(generator) : standing;
        show(view.get().lastFailure());
        LOG.info("generator {} is healthy: its start-up tests have passed", generator.id());
      }
      case HealthMonitor.Failed failed -> quarantine(failed);
    }
    observer.judged(generator.id(), verdict);
    if (verdict instanceof HealthMonitor.Failed) {
      Thread.sleep(REST_AFTER_FAILURE);
    }
  }

  private void use(byte[] noise, boolean wanted) {
    Standing its = standing;
    if (wanted && its != null && stock.add(noise, its)) {
      stocked.run();
    }
  }

  private void quarantine(HealthMonitor.Failed failed) {
    if (standing != null) {
      // In this order: what is mixed from now on is refused, then what was mixed before is thrown
      // away.
      standing.revoke();
      standing = null;
      stock.clear();
      observer.discarded(generator.id(), pool.discardRevoked());
    }
    show(Optional.of(failed.failure()));
    if (failed.before() != HealthState.QUARANTINED) {
      LOG.error(
          "generator {} is quarantined: {}; its unused bits are thrown away",
          generator.id(),
          failed.failure());
    }
  }

  private void interrupted(String reason) throws InterruptedException {
    boolean was = monitor.state() == HealthState.HEALTHY;
    monitor.interrupted();
    show(view.get().lastFailure());
    if (was) {
      LOG.warn("generator {} cannot be read: {}", generator.id(), reason);
    }
    Thread.sleep(REST);
  }

  private void show(Optional<Failure> failure) {
    view.set(new View(monitor.state(), failure));
  }
}
