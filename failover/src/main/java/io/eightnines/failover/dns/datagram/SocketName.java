package io.eightnines.failover.dns.datagram;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where in a {@code sockaddr_in} (ip(7)) and a {@code sockaddr_in6} (ipv6(7)) the parts are. The
 * buffers are in the machine's byte order; ports and addresses are not.
 */
final class SocketName {
  /** The longer of the two. */
  static final int MAX_BYTES = 28;

  private static final int IPV4_NAME_BYTES = 16;
  private static final int PORT_AT = 2;
  private static final int IPV4_AT = 4;
  private static final int IPV6_AT = 8;
  private static final int SCOPE_AT = 24;
  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;

  private SocketName() {}

  static int family(InetAddress address) {
    return address instanceof Inet4Address ? LinuxCalls.AF_INET : LinuxCalls.AF_INET6;
  }

  /** Writes a name that a socket can be bound to, and gives its length. */
  static int write(InetSocketAddress name, ByteBuffer to) {
    InetAddress address = name.getAddress();
    to.putShort(0, (short) family(address));
    to.putShort(PORT_AT, bigEndian((short) name.getPort()));
    if (address instanceof Inet6Address scoped) {
      to.put(IPV6_AT, address.getAddress());
      to.putInt(SCOPE_AT, scoped.getScopeId());
      return MAX_BYTES;
    }
    to.put(IPV4_AT, address.getAddress());
    return IPV4_NAME_BYTES;
  }

  private static boolean isIpv4(ByteBuffer names, int at) {
    return family(names, at) == LinuxCalls.AF_INET;
  }

  static int port(ByteBuffer names, int at) {
    return Short.toUnsignedInt(bigEndian(names.getShort(at + PORT_AT)));
  }

  static int family(ByteBuffer names, int at) {
    return names.getShort(at);
  }

  /** Half of an address's bits (of IPv4 all), as a number in no order that means anything. */
  static long firstBits(ByteBuffer names, int at) {
    return isIpv4(names, at) ? names.getInt(at + IPV4_AT) : names.getLong(at + IPV6_AT);
  }

  /** The other half. */
  static long lastBits(ByteBuffer names, int at) {
    return isIpv4(names, at) ? 0 : names.getLong(at + IPV6_AT + Long.BYTES);
  }

  /** The address as on the wire; one of IPv4 that came by way of IPv6 is one of IPv4. */
  static byte[] address(ByteBuffer names, int at) {
    boolean ipv4 = isIpv4(names, at);
    byte[] bytes = new byte[ipv4 ? IPV4_BYTES : IPV6_BYTES];
    names.get(at + (ipv4 ? IPV4_AT : IPV6_AT), bytes);
    try {
      return InetAddress.getByAddress(bytes).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // Only of another length.
    }
  }

  private static short bigEndian(short value) {
    return ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? value : Short.reverseBytes(value);
  }
}
