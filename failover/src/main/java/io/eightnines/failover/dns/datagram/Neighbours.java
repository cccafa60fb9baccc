package io.eightnines.failover.dns.datagram;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The IPv4 addresses that asked lately, so that a resolver that asks again costs no object; a
 * newcomer takes the place of whoever had it. For use by one thread.
 */
final class Neighbours {
  private static final int PLACES = 256;

  /** Spreads addresses of one network (Fibonacci hashing: 2 to the 32nd over the golden ratio). */
  private static final int SPREAD = 0x9E3779B9;

  private final int[] bits = new int[PLACES];
  private final @Nullable InetAddress[] addresses = new InetAddress[PLACES];

  /** The address in the name that begins there. */
  InetAddress at(ByteBuffer names, int at) {
    if (!SocketName.isIpv4(names, at)) {
      return SocketName.address(names, at);
    }
    int wanted = SocketName.ipv4Bits(names, at);
    int place = (wanted * SPREAD) >>> (Integer.SIZE - 8);
    InetAddress known = addresses[place];
    if (known == null || bits[place] != wanted) {
      known = SocketName.address(names, at);
      bits[place] = wanted;
      addresses[place] = known;
    }
    return known;
  }
}
