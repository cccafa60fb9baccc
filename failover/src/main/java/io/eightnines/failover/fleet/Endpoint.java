package io.eightnines.failover.fleet;

import java.net.InetAddress;

/** One place that serves the API: an address and port in a region, with its configured weight. */
public record Endpoint(RegionId region, InetAddress address, int port, Weight weight) {
  public Endpoint {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port is " + port + ", expected 1 to 65535");
    }
  }

  public EndpointId id() {
    return new EndpointId(address);
  }
}
