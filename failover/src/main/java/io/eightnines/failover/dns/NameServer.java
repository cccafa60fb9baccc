package io.eightnines.failover.dns;

import io.dropwizard.lifecycle.Managed;
import io.eightnines.failover.dns.guard.Shield;
import io.eightnines.time.Complaints;
import io.eightnines.time.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The two listeners as one: bound together, stopped together. */
public final class NameServer implements Managed {
  /** Where to listen, by which threads, and what strangers may hold open. */
  public record Listen(InetAddress address, int port, UdpThreads udp, TcpLimits tcp) {}

  private final Listen listen;
  private final Responder responder;
  private final Shield shield;
  private final Ticker ticker;
  private @Nullable UdpListener udp;
  private @Nullable TcpListener tcp;

  /** Written by the thread that starts and stops, read by those that ask for readiness. */
  private volatile boolean serving;

  public NameServer(Listen listen, Responder responder, Shield shield, Ticker ticker) {
    this.listen = listen;
    this.responder = responder;
    this.shield = shield;
    this.ticker = ticker;
  }

  @Override
  public void start() throws IOException {
    UdpListener datagrams =
        new UdpListener(
            new InetSocketAddress(listen.address(), listen.port()),
            listen.udp(),
            responder,
            shield,
            new Complaints(LoggerFactory.getLogger(UdpListener.class), Level.WARN, ticker));
    try {
      // Port 0 means any that is free; both listeners must then have the same one.
      tcp = new TcpListener(datagrams.address(), responder, shield, listen.tcp(), ticker);
    } catch (IOException e) {
      datagrams.stop();
      throw e;
    }
    udp = datagrams;
    datagrams.start();
    tcp.start();
    serving = true;
  }

  /** The port in use, after the start. */
  public int port() {
    if (udp == null) {
      throw new IllegalStateException("not started");
    }
    return udp.address().getPort();
  }

  /** Whether both listeners are bound. */
  public boolean isServing() {
    return serving;
  }

  int tcpConnections() {
    return tcp == null ? 0 : tcp.connections();
  }

  @Override
  public void stop() {
    serving = false;
    if (udp != null) {
      udp.stop();
    }
    if (tcp != null) {
      tcp.stop();
    }
  }
}
