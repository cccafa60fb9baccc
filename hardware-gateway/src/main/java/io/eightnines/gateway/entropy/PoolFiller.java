package io.eightnines.gateway.entropy;

import io.dropwizard.lifecycle.Managed;
import io.eightnines.gateway.device.DeviceReading;
import io.eightnines.gateway.device.GuardedDevice;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that keeps the pool full, reading the devices in turn. */
public final class PoolFiller implements Managed, Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(PoolFiller.class);

  /** When every device failed in one turn: soon enough to notice a return, no busy loop. */
  private static final Duration REST = Duration.ofMillis(20);

  /** How often a full pool looks whether it is to stop. */
  private static final long LOOK_MILLIS = 100;

  /** Told of every reading, for metrics. */
  @FunctionalInterface
  public interface Observer {
    /** A device was read. */
    void read(String device, DeviceReading reading);
  }

  private final Pool pool;
  private final int chunk;
  private final List<GuardedDevice> devices;
  private final Observer observer;
  private final AtomicBoolean running = new AtomicBoolean();
  private final Thread thread;

  /** A filler that reads at most {@code chunk} bytes at a time. */
  public PoolFiller(Pool pool, int chunk, List<GuardedDevice> devices, Observer observer) {
    this.pool = pool;
    this.chunk = chunk;
    this.devices = List.copyOf(devices);
    this.observer = observer;
    this.thread = Thread.ofPlatform().daemon().name("pool-filler").unstarted(this);
  }

  @Override
  public void start() {
    running.set(true);
    thread.start();
  }

  @Override
  public void stop() throws InterruptedException {
    running.set(false);
    thread.interrupt();
    thread.join(Duration.ofSeconds(1));
  }

  @Override
  public void run() {
    while (running.get()) {
      try {
        if (!turn()) {
          Thread.sleep(REST);
        }
      } catch (InterruptedException stopped) {
        return;
      } catch (RuntimeException e) {
        LOG.error("Filling the pool failed, going on", e);
      }
    }
  }

  /** Reads each device once; false if none gave anything. */
  private boolean turn() throws InterruptedException {
    boolean any = false;
    for (GuardedDevice device : devices) {
      if (!pool.awaitRoom(chunk, LOOK_MILLIS)) {
        return true;
      }
      DeviceReading reading = device.read(chunk);
      observer.read(device.device().id(), reading);
      any |=
          switch (reading) {
            case DeviceReading.Fresh fresh -> pool.add(device.device().id(), fresh.bytes());
            case DeviceReading.LeftAlone _, DeviceReading.Failed _ -> false;
          };
    }
    return any;
  }
}
