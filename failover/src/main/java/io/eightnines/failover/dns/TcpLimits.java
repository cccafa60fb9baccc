package io.eightnines.failover.dns;

import java.time.Duration;

/**
 * What strangers may hold open.
 *
 * @param idle how long a connection may take for its next query and answer
 * @param connections at once
 * @param perClient of these, of one IPv4 address or one IPv6 /64
 */
public record TcpLimits(Duration idle, int connections, int perClient) {
  public TcpLimits {
    if (!idle.isPositive()) {
      throw new IllegalArgumentException("tcpIdle is " + idle + ", expected above 0");
    }
    if (connections < 1 || perClient < 1 || perClient > connections) {
      throw new IllegalArgumentException(
          "tcpConnectionsPerClient is %d, expected 1 to tcpConnections, %d"
              .formatted(perClient, connections));
    }
  }
}
