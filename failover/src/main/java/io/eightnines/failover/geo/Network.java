package io.eightnines.failover.geo;

import java.net.InetAddress;
import java.util.HexFormat;

/**
 * A network in the notation of CIDR (RFC 4632 section 3.1), for example {@code 192.0.2.0/24}.
 *
 * @param bits how many leading bits of the address are the network's; all others are zero
 */
public record Network(InetAddress address, int bits) {
  public Network {
    int all = address.getAddress().length * Byte.SIZE;
    if (bits < 0 || bits > all) {
      throw new IllegalArgumentException("/" + bits + ", expected 0 to " + all);
    }
    if (!isZeroAfter(address.getAddress(), bits)) {
      throw new IllegalArgumentException(
          address.getHostAddress() + "/" + bits + ", expected zeros after the first bits");
    }
  }

  public static Network parse(String text) {
    int slash = text.indexOf('/');
    try {
      if (slash > 0) {
        return new Network(
            InetAddress.ofLiteral(text.substring(0, slash)),
            Integer.parseInt(text.substring(slash + 1)));
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + text + "', expected a network such as 192.0.2.0/24 with zeros after its prefix", e);
    }
    throw new IllegalArgumentException("'" + text + "', expected a network such as 192.0.2.0/24");
  }

  static boolean isZeroAfter(byte[] address, int bits) {
    for (int bit = bits; bit < address.length * Byte.SIZE; bit++) {
      if (bit(address, bit) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Bit 0 is the first on the wire. */
  static int bit(byte[] address, int index) {
    return (address[index >> 3] >> (7 - (index & 7))) & 1;
  }

  /** Tells networks apart that differ in family only. */
  String key() {
    return HexFormat.of().formatHex(address.getAddress()) + "/" + bits;
  }

  @Override
  public String toString() {
    return address.getHostAddress() + "/" + bits;
  }
}
