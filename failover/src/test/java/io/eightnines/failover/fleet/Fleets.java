package io.eightnines.failover.fleet;

import java.net.InetAddress;
import java.util.stream.IntStream;

/** Fleets for tests: endpoint n is at 127.0.1.n, port 8080. */
public final class Fleets {
  private Fleets() {}

  public static Fleet of(int... weights) {
    return new Fleet(
        IntStream.range(0, weights.length)
            .mapToObj(i -> endpoint("127.0.1." + (i + 1), weights[i]))
            .toList());
  }

  public static Endpoint endpoint(String address, int weight) {
    return new Endpoint(
        new RegionId("region-" + address.replace('.', '-').replace(':', '-')),
        InetAddress.ofLiteral(address),
        8080,
        new Weight(weight));
  }

  public static EndpointId id(int n) {
    return new EndpointId(InetAddress.ofLiteral("127.0.1." + n));
  }
}
