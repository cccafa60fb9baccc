package io.eightnines.failover.dns.guard;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * A block of addresses that share their first bits (RFC 4632).
 *
 * @param bits how many are shared
 */
public record Cidr(InetAddress network, int bits) {
  public Cidr {
    int all = network.getAddress().length * Byte.SIZE;
    if (bits < 0 || bits > all) {
      throw new IllegalArgumentException(
          "prefix length is " + bits + ", expected 0 to " + all + " for " + network);
    }
    byte[] low = network.getAddress();
    Prefix.clearAfter(low, bits);
    if (!Arrays.equals(low, network.getAddress())) {
      throw new IllegalArgumentException(
          network.getHostAddress() + " has bits beyond the first " + bits + ", expected none");
    }
  }

  /** Reads the usual notation, such as {@code 192.0.2.0/24}; an address alone is a block of one. */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    try {
      InetAddress network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
      int all = network.getAddress().length * Byte.SIZE;
      return new Cidr(network, slash < 0 ? all : Integer.parseInt(text.substring(slash + 1)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no block of addresses such as 192.0.2.0/24: " + e.getMessage(), e);
    }
  }

  /** Whether {@code address}, as its bytes, lies in this block; never if of the other family. */
  boolean contains(byte[] address) {
    byte[] mine = network.getAddress();
    if (mine.length != address.length) {
      return false;
    }
    byte[] masked = address.clone();
    Prefix.clearAfter(masked, bits);
    return Arrays.equals(mine, masked);
  }

  @Override
  public String toString() {
    return network.getHostAddress() + "/" + bits;
  }
}
