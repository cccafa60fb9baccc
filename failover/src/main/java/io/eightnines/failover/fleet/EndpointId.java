package io.eightnines.failover.fleet;

import java.net.InetAddress;

/**
 * What makes an endpoint itself: its address, because an address record carries nothing else (RFC
 * 1035 section 3.4.1).
 */
public record EndpointId(InetAddress address) {
  @Override
  public String toString() {
    return address.getHostAddress();
  }
}
