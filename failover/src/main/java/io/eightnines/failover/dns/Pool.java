package io.eightnines.failover.dns;

import io.eightnines.failover.plan.PlannedEndpoint;
import java.net.InetAddress;
import java.util.List;

/**
 * Endpoints of one address family to draw from, all with weight.
 *
 * @param addresses as on the wire, in the order of {@code weights}
 */
@SuppressWarnings("ArrayRecordComponent") // Read for each query; never compared, never handed out.
record Pool(List<InetAddress> hosts, byte[][] addresses, int[] weights) {
  static Pool of(List<PlannedEndpoint> endpoints) {
    List<InetAddress> hosts =
        endpoints.stream().map(planned -> planned.endpoint().address()).toList();
    return new Pool(
        hosts,
        hosts.stream().map(InetAddress::getAddress).toArray(byte[][]::new),
        endpoints.stream().mapToInt(planned -> planned.effective().value()).toArray());
  }

  boolean isEmpty() {
    return hosts.isEmpty();
  }
}
