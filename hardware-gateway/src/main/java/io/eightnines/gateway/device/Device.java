package io.eightnines.gateway.device;

import java.io.IOException;

/**
 * A source of noise.
 *
 * <p>Reading may block, may be cut short, and is safe from several threads.
 */
public interface Device {

  /** The generator's name, unique in its site. */
  String id();

  /** What the device is, in words. */
  String model();

  /**
   * Reads fresh bytes: at least one, at most {@code max}.
   *
   * @throws IOException if the device gives none
   */
  byte[] read(int max) throws IOException;

  /** Lets go of connections; called once, when the device is no longer used. */
  default void close() {}
}
