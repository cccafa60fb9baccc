package io.eightnines.failover.network;

import java.net.InetAddress;
import java.util.HexFormat;

/**
 * The addresses that share their first bits, in the notation of CIDR (RFC 4632 section 3.1), for
 * example {@code 192.0.2.0/24}.
 *
 * @param bits how many leading bits of the address are the network's; all others are zero
 */
public record Network(InetAddress address, int bits) {
  private static final String EXPECTED = "', expected a network such as 192.0.2.0/24";

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

  /** Reads a network; an address alone is refused, since its prefix may have been forgotten. */
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    try {
      if (slash > 0) {
        return new Network(
            InetAddress.ofLiteral(text.substring(0, slash)),
            Integer.parseInt(text.substring(slash + 1)));
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + text + EXPECTED + " with zeros after its prefix", e);
    }
    throw new IllegalArgumentException("'" + text + EXPECTED);
  }

  /** Reads a network, or an address as the network that holds it alone. */
  public static Network parseAny(String text) {
    if (text.indexOf('/') >= 0) {
      return parse(text);
    }
    try {
      return of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + text + EXPECTED + " or an address", e);
    }
  }

  /** The network of one address. */
  public static Network of(InetAddress only) {
    return new Network(only, only.getAddress().length * Byte.SIZE);
  }

  /** Whether {@code other}, as its bytes, lies in this network; never if of the other family. */
  public boolean contains(byte[] other) {
    return contains(address.getAddress(), bits, other);
  }

  /** The same of a network whose address is at hand as its bytes; makes no object. */
  public static boolean contains(byte[] network, int bits, byte[] other) {
    if (network.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      if (bit(network, bit) != bit(other, bit)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isZeroAfter(byte[] address, int bits) {
    for (int bit = bits; bit < address.length * Byte.SIZE; bit++) {
      if (bit(address, bit) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Bit 0 is the first on the wire. */
  public static int bit(byte[] address, int index) {
    return (address[index >> 3] >> (7 - (index & 7))) & 1;
  }

  /** Tells networks apart that differ in family only. */
  public String key() {
    return HexFormat.of().formatHex(address.getAddress()) + "/" + bits;
  }

  @Override
  public String toString() {
    return address.getHostAddress() + "/" + bits;
  }
}
