package io.eightnines.failover.dns.guard;

/**
 * Which part of an address stands for one asker: whoever forges one address can forge its
 * neighbours, and whoever is flooded shares a line with them.
 *
 * @param ipv4Bits 8 to 32
 * @param ipv6Bits 16 to 64, since nobody is given less than a /64
 */
public record Prefix(int ipv4Bits, int ipv6Bits) {
  private static final int IPV4_BYTES = 4;

  /** Sets IPv4 apart from IPv6, whose block 0:1::/32 is given to nobody (RFC 4291 section 2.4). */
  private static final long IPV4_MARK = 1L << 32;

  public Prefix {
    check("ipv4Prefix", ipv4Bits, 8, 32);
    check("ipv6Prefix", ipv6Bits, 16, 64);
  }

  private static void check(String name, int bits, int min, int max) {
    if (bits < min || bits > max) {
      throw new IllegalArgumentException(name + " is " + bits + ", expected " + min + " to " + max);
    }
  }

  /** A number that all addresses of the prefix share, and no other prefix has. */
  public long of(byte[] address) {
    if (address.length == IPV4_BYTES) {
      long bits = first(address, IPV4_BYTES);
      return IPV4_MARK | (bits & (-1L << (32 - ipv4Bits)));
    }
    return first(address, Long.BYTES) & (-1L << (64 - ipv6Bits));
  }

  private static long first(byte[] address, int bytes) {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = (value << Byte.SIZE) | (address[i] & 0xFF);
    }
    return value;
  }
}
