package io.eightnines.gateway.device;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** A device of seeded noise with faults that a test can switch on and off. */
public final class FakeDevice implements Device {

  /** What the device does when read. */
  public enum Behaviour {
    SOUND,
    DEAD,
    SHORT,
    HUNG
  }

  private final String id;
  private final Random noise;
  private final AtomicReference<Behaviour> behaviour = new AtomicReference<>(Behaviour.SOUND);
  private final CountDownLatch freed = new CountDownLatch(1);
  private final LongAdder reads = new LongAdder();

  /** A sound device; the same seed gives the same noise. */
  public FakeDevice(String id, long seed) {
    this.id = id;
    this.noise = new Random(seed);
  }

  /** From now on, do this. */
  public void behave(Behaviour next) {
    behaviour.set(next);
  }

  /** Lets all hung reads fail. */
  public void free() {
    freed.countDown();
  }

  /** How often it was read. */
  public long reads() {
    return reads.sum();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String model() {
    return "fake";
  }

  @Override
  public byte[] read(int max) throws IOException {
    reads.increment();
    return switch (behaviour.get()) {
      case SOUND -> bytes(max);
      case SHORT -> bytes(1);
      case DEAD -> throw new IOException("dead");
      case HUNG -> {
        awaitAsDriversDo();
        throw new IOException("hung");
      }
    };
  }

  /** A read in the kernel is not ended by interrupting the thread. */
  private void awaitAsDriversDo() {
    while (freed.getCount() > 0) {
      try {
        freed.await();
      } catch (InterruptedException unheard) {
        // Waits on.
      }
    }
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    noise.nextBytes(bytes);
    return bytes;
  }
}
