package io.eightnines.topology;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * An IPv4 address.
 *
 * @param bits the four bytes, most significant first
 */
public record Address(int bits) {
  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern TEXT =
      Pattern.compile(BYTE + "\\." + BYTE + "\\." + BYTE + "\\." + BYTE);

  /** Reads the usual text form, without leading zeros, which some programs take for octal. */
  public static Address parse(String text) {
    var match = TEXT.matcher(text);
    boolean matches = match.matches();
    new Rules().need(matches, "", text, "an IPv4 address such as 10.0.0.1").keep();
    int bits = 0;
    for (int part = 1; part <= 4; part++) {
      bits = bits << 8 | Integer.parseInt(match.group(part));
    }
    return new Address(bits);
  }

  /** Whether the address is in 127.0.0.0/8 (RFC 1122, 3.2.1.3). */
  public boolean loopback() {
    return bits >>> 24 == 127;
  }

  /** The address as the JDK's networking takes it. */
  public InetAddress inet() {
    try {
      return InetAddress.getByAddress(
          new byte[] {(byte) (bits >> 24), (byte) (bits >> 16), (byte) (bits >> 8), (byte) bits});
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // only for a length other than 4 or 16
    }
  }

  @Override
  public String toString() {
    return (bits >>> 24) + "." + (bits >> 16 & 255) + "." + (bits >> 8 & 255) + "." + (bits & 255);
  }
}
