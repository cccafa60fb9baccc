package io.eightnines.gateway.device;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A device without hardware, for local fleets and drills, with faults that are switched while it
 * runs. Its draws say so: its model is {@value #MODEL}.
 */
public final class SimulatedDevice implements Device {

  /** What draws call it. */
  public static final String MODEL = "simulator without hardware";

  private static final byte STUCK_AT = 0x2A;
  private static final byte[] TURNS = {0x55, (byte) 0xAA};

  private final String id;
  private final RandomGenerator noise;
  private final Optional<Path> faultFile;
  private long given;

  /**
   * A simulator.
   *
   * @param noise where its good noise is from
   * @param faultFile which says what it does instead, if anything
   */
  public SimulatedDevice(String id, RandomGenerator noise, Optional<Path> faultFile) {
    this.id = id;
    this.noise = noise;
    this.faultFile = faultFile;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String model() {
    return MODEL;
  }

  @Override
  public synchronized byte[] read(int max) throws IOException {
    Fault fault = faultFile.isPresent() ? FaultFile.read(faultFile.get()) : new Fault.Sound();
    return switch (fault) {
      case Fault.Sound _ -> sound(max);
      case Fault.Dead _ -> throw new IOException("dead");
      case Fault.ShortRead _ -> sound(1);
      case Fault.Stuck _ -> stuck(max);
      case Fault.Alternating _ -> alternating(max);
      case Fault.Biased(double ones) -> biased(max, ones);
      case Fault.Slow slow -> slow(max, slow);
    };
  }

  private byte[] sound(int count) {
    byte[] bytes = new byte[count];
    noise.nextBytes(bytes);
    return bytes;
  }

  private static byte[] stuck(int count) {
    byte[] bytes = new byte[count];
    Arrays.fill(bytes, STUCK_AT);
    return bytes;
  }

  private byte[] alternating(int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = TURNS[(int) (given++ % TURNS.length)];
    }
    return bytes;
  }

  private byte[] biased(int count, double ones) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      int octet = 0;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        octet = octet << 1 | (noise.nextDouble() < ones ? 1 : 0);
      }
      bytes[i] = (byte) octet;
    }
    return bytes;
  }

  private byte[] slow(int count, Fault.Slow slow) throws IOException {
    try {
      Thread.sleep(slow.delay());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    return sound(count);
  }
}
