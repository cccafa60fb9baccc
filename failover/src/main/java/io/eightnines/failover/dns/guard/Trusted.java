package io.eightnines.failover.dns.guard;

import io.eightnines.failover.network.Network;
import java.util.List;

/** Blocks of addresses that are not bounded; a look at them makes no object. */
final class Trusted {
  private final byte[][] addresses;
  private final int[] bits;

  Trusted(List<Network> blocks) {
    addresses = blocks.stream().map(block -> block.address().getAddress()).toArray(byte[][]::new);
    bits = blocks.stream().mapToInt(Network::bits).toArray();
  }

  /** Whether {@code address} lies in one of them; never in one of the other family. */
  boolean contains(byte[] address) {
    for (int i = 0; i < bits.length; i++) {
      if (Network.contains(addresses[i], bits[i], address)) {
        return true;
      }
    }
    return false;
  }
}
