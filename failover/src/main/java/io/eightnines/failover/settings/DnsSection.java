package io.eightnines.failover.settings;

import io.dropwizard.util.Duration;
import io.eightnines.failover.dns.NameServer;
import io.eightnines.failover.dns.TcpLimits;
import io.eightnines.failover.dns.UdpThreads;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * Where the name server listens, UDP and TCP.
 *
 * @param port default 53; 0 means any that is free
 * @param udpThreads threads that answer datagrams, each on a socket of its own; default one for
 *     each processor, at most 8
 * @param udpBatch datagrams that a thread takes and answers by one system call each, where the
 *     system can; default 32; 1 does without native calls
 * @param tcpIdle how long a connection may take for its next query and answer; default 10 s
 * @param tcpConnections connections open at once; default 256
 * @param tcpConnectionsPerClient of these, of one IPv4 address or one IPv6 /64; default 32, or
 *     tcpConnections if that is less
 * @param guard what strangers get
 * @param transfer who may have the whole zone; default nobody
 */
public record DnsSection(
    @NotNull String address,
    @Min(0) @Max(65_535) Integer port,
    @Min(1) @Max(64) Integer udpThreads,
    @Min(1) @Max(64) Integer udpBatch,
    Duration tcpIdle,
    @Min(1) @Max(65_535) Integer tcpConnections,
    Integer tcpConnectionsPerClient,
    @Valid GuardSection guard,
    @Valid TransferSection transfer) {
  private static final int MOST_DEFAULT_THREADS = 8;
  private static final int DEFAULT_PER_CLIENT = 32;

  public DnsSection {
    port = port == null ? 53 : port;
    int processors = Runtime.getRuntime().availableProcessors();
    udpThreads = udpThreads == null ? Math.min(processors, MOST_DEFAULT_THREADS) : udpThreads;
    udpBatch = udpBatch == null ? UdpThreads.BATCH : udpBatch;
    tcpIdle = tcpIdle == null ? Duration.seconds(10) : tcpIdle;
    tcpConnections = tcpConnections == null ? 256 : tcpConnections;
    tcpConnectionsPerClient =
        tcpConnectionsPerClient == null
            ? Math.min(tcpConnections, DEFAULT_PER_CLIENT)
            : tcpConnectionsPerClient;
    guard = guard == null ? GuardSection.ofDefaults() : guard;
    transfer = transfer == null ? TransferSection.ofDefaults() : transfer;
    if (address != null) {
      Literals.address("address", address);
    }
    if (tcpConnections >= 1) {
      var _ = limits(tcpIdle, tcpConnections, tcpConnectionsPerClient);
    }
  }

  private static TcpLimits limits(Duration idle, int connections, int perClient) {
    return new TcpLimits(idle.toJavaDuration(), connections, perClient);
  }

  public NameServer.Listen toListen() {
    return new NameServer.Listen(
        Literals.address("address", address),
        port,
        new UdpThreads(udpThreads, udpBatch),
        limits(tcpIdle, tcpConnections, tcpConnectionsPerClient));
  }
}
