package io.eightnines.failover.dns.datagram;

import java.nio.ByteBuffer;

/**
 * The addresses that asked lately, so that a resolver that asks again costs no object; a newcomer
 * takes the place of whoever had it. For use by one thread.
 */
final class Neighbours {
  private static final int PLACES = 256;

  /** Spreads addresses of one network (Fibonacci hashing: 2 to the 64th over the golden ratio). */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final int[] families = new int[PLACES];
  private final long[] firstBits = new long[PLACES];
  private final long[] lastBits = new long[PLACES];
  private final byte[][] addresses = new byte[PLACES][];

  /** The address, as on the wire, in the name that begins there. */
  byte[] at(ByteBuffer names, int at) {
    int family = SocketName.family(names, at);
    long first = SocketName.firstBits(names, at);
    long last = SocketName.lastBits(names, at);
    int place = (int) (((first ^ Long.rotateLeft(last, 32)) * SPREAD) >>> (Long.SIZE - 8));
    boolean known =
        families[place] == family && firstBits[place] == first && lastBits[place] == last;
    if (!known) { // Nobody is of family 0, so an empty place is nobody's.
      addresses[place] = SocketName.address(names, at);
      families[place] = family;
      firstBits[place] = first;
      lastBits[place] = last;
    }
    return addresses[place];
  }
}
