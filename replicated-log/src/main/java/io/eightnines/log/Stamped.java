package io.eightnines.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A command as it lies in the log: who put it there and when, then the command itself.
 *
 * <p>Layout: format (1 byte, 1), log time and wall time in milliseconds (8 bytes each), length of
 * the leader's name (2 bytes), the name in UTF-8, the command.
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and never leaves the package.
record Stamped(String leader, long logMillis, Instant wall, byte[] command) {
  private static final byte FORMAT = 1;
  private static final int FIXED_BYTES = 1 + Long.BYTES + Long.BYTES + Short.BYTES;

  byte[] toBytes() {
    byte[] name = leader.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(FIXED_BYTES + name.length + command.length)
        .put(FORMAT)
        .putLong(logMillis)
        .putLong(wall.toEpochMilli())
        .putShort((short) name.length)
        .put(name)
        .put(command)
        .array();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException if it is of another format
   */
  static Stamped of(ByteBuffer bytes) {
    byte format = bytes.get();
    if (format != FORMAT) {
      throw new IllegalArgumentException("entry has format " + format + ", expected " + FORMAT);
    }
    long logMillis = bytes.getLong();
    Instant wall = Instant.ofEpochMilli(bytes.getLong());
    byte[] name = new byte[bytes.getShort()];
    bytes.get(name);
    byte[] command = new byte[bytes.remaining()];
    bytes.get(command);
    return new Stamped(new String(name, StandardCharsets.UTF_8), logMillis, wall, command);
  }
}
