package io.eightnines.runbooks.bench;

import io.dropwizard.util.Duration;
import io.eightnines.gateway.device.DeviceReading;
import io.eightnines.gateway.device.GuardedDevice;
import io.eightnines.gateway.device.SimulatedDevice;
import io.eightnines.gateway.entropy.Feed;
import io.eightnines.gateway.entropy.Generators;
import io.eightnines.gateway.entropy.Mixer;
import io.eightnines.gateway.entropy.Pool;
import io.eightnines.gateway.health.HealthMonitor;
import io.eightnines.gateway.settings.DeviceSettings;
import io.eightnines.gateway.settings.HealthSettings;
import io.eightnines.gateway.settings.SourceSettings;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

/** A gateway's way from two simulated generators to the pool, without a gateway around it. */
final class PoolLine implements AutoCloseable {
  private static final int POOL_BYTES = 8 << 20;

  /** Larger than a gateway's, so that not the reading is measured. */
  private static final int CHUNK = 32 * 1024;

  private static final int MIXED = 2;

  /** The pool is never asked more often than this while it is empty. */
  private static final long EMPTY_MILLIS = 1;

  private final Pool pool = new Pool(POOL_BYTES);
  private final Semaphore stocked = new Semaphore(0);
  private final LongAdder alarms = new LongAdder();
  private final Generators generators;
  private final Mixer mixer;

  PoolLine() throws InterruptedException {
    this.generators =
        new Generators(MIXED, List.of(simulator("noise-1"), simulator("noise-2")), this::feed);
    this.mixer = new Mixer(pool, generators, stocked, () -> {});
    generators.start();
    mixer.start();
  }

  Pool pool() {
    return pool;
  }

  /** How often a health test failed. */
  long alarms() {
    return alarms.sum();
  }

  /** Waits until the pool holds {@code bytes}. */
  void await(int bytes) throws InterruptedException {
    while (pool.size() < bytes) {
      Thread.sleep(EMPTY_MILLIS);
    }
  }

  @Override
  public void close() {
    try {
      mixer.stop();
      generators.stop();
    } catch (InterruptedException e) {
      // Their threads are daemons and end with the program.
      Thread.currentThread().interrupt();
    }
  }

  private static DeviceSettings simulator(String id) {
    return new DeviceSettings(
        id,
        Optional.empty(),
        new SourceSettings.Simulator(Optional.empty()),
        Duration.seconds(10),
        HealthSettings.DEFAULT);
  }

  private Feed feed(DeviceSettings settings) {
    GuardedDevice device =
        new GuardedDevice(
            new SimulatedDevice(settings.id(), new SecureRandom(), Optional.empty()),
            new GuardedDevice.Patience(
                settings.timeLimit().toJavaDuration(), java.time.Duration.ofMillis(10)),
            new GuardedDevice.Surroundings(
                System::nanoTime, InstantSource.system(), RandomGenerator.getDefault()));
    return new Feed(
        new Feed.Setup(device, settings.health().rules(), CHUNK),
        pool,
        new Alarms(),
        stocked::release);
  }

  private final class Alarms implements Feed.Observer {
    @Override
    public void read(String device, DeviceReading reading) {}

    @Override
    public void judged(String device, HealthMonitor.Verdict verdict) {
      if (verdict instanceof HealthMonitor.Failed) {
        alarms.increment();
      }
    }

    @Override
    public void discarded(String device, int bytes) {}
  }
}
