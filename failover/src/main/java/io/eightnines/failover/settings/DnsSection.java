package io.eightnines.failover.settings;

import io.dropwizard.util.Duration;
import io.eightnines.failover.dns.NameServer;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * Where the name server listens, UDP and TCP.
 *
 * @param port default 53; 0 means any that is free
 * @param tcpIdle how long a connection may take for its next query and answer; default 10 s
 * @param tcpConnections connections open at once; default 256
 */
public record DnsSection(
    @NotNull String address,
    @Min(0) @Max(65_535) Integer port,
    Duration tcpIdle,
    @Min(1) @Max(65_535) Integer tcpConnections) {
  public DnsSection {
    port = port == null ? 53 : port;
    tcpIdle = tcpIdle == null ? Duration.seconds(10) : tcpIdle;
    tcpConnections = tcpConnections == null ? 256 : tcpConnections;
    if (address != null) {
      Literals.address("address", address);
    }
    if (tcpIdle.toNanoseconds() <= 0) {
      throw new IllegalArgumentException("tcpIdle is " + tcpIdle + ", expected above 0");
    }
  }

  public NameServer.Listen toListen() {
    return new NameServer.Listen(
        Literals.address("address", address), port, tcpIdle.toJavaDuration(), tcpConnections);
  }
}
