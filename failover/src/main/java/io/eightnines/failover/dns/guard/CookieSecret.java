package io.eightnines.failover.dns.guard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** A key of SipHash: 16 bytes, as two numbers in its byte order. */
public record CookieSecret(long low, long high) {
  private static final int BYTES = 16;

  static CookieSecret random(RandomGenerator random) {
    return new CookieSecret(random.nextLong(), random.nextLong());
  }

  /** Reads 32 hex digits. A complaint does not repeat them. */
  public static CookieSecret parse(String text) {
    byte[] bytes;
    try {
      bytes = HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      bytes = new byte[0];
    }
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          "a cookie secret has " + text.length() + " characters, expected 32 hex digits");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return new CookieSecret(buffer.getLong(), buffer.getLong());
  }

  /** A generated text would show the secret wherever it is logged. */
  @Override
  public String toString() {
    return "cookie secret";
  }
}
