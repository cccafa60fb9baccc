package io.eightnines.failover.dns.transfer;

import io.eightnines.failover.network.Network;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.xbill.DNS.TSIG;

/**
 * A server that may have the whole zone.
 *
 * @param address where it is notified, and asked which serial number it serves
 * @param from where its transfers may come from
 * @param key which they must be signed with
 */
public record Secondary(String name, InetSocketAddress address, List<Network> from, TSIG key) {
  public Secondary {
    from = List.copyOf(from);
  }

  boolean mayComeFrom(InetAddress source) {
    return from.stream().anyMatch(network -> network.contains(source.getAddress()));
  }
}
