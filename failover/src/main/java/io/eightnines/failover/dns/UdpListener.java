package io.eightnines.failover.dns;

import io.eightnines.failover.dns.guard.Shield;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives datagrams, answers each, and goes on whatever they hold.
 *
 * <p>Each thread has a socket of its own on the same port, and the kernel shares askers out among
 * them (SO_REUSEPORT). No other process can join them: the TCP port beside it is held alone.
 */
final class UdpListener {
  private static final Logger log = LoggerFactory.getLogger(UdpListener.class);

  /** The largest datagram there is: nothing is cut before it is judged. */
  private static final int MAX_DATAGRAM_BYTES = 65_535;

  /**
   * Room for a burst while the collector or the scheduler has us wait; the kernel may give less.
   */
  private static final int RECEIVE_BUFFER_BYTES = 4 << 20;

  private final List<DatagramChannel> sockets = new ArrayList<>();
  private final Responder responder;
  private final Shield shield;
  private final Complaints complaints;
  private final InetSocketAddress address;

  UdpListener(
      InetSocketAddress wanted, int threads, Responder responder, Shield shield, Complaints told)
      throws IOException {
    this.responder = responder;
    this.shield = shield;
    this.complaints = told;
    try {
      this.address = open(wanted, threads > 1);
      for (int i = 1; i < threads; i++) {
        open(address, true);
      }
    } catch (IOException | RuntimeException e) {
      stop();
      throw e;
    }
  }

  private InetSocketAddress open(InetSocketAddress wanted, boolean shared) throws IOException {
    DatagramChannel socket = DatagramChannel.open();
    sockets.add(socket);
    socket.setOption(StandardSocketOptions.SO_REUSEPORT, shared);
    socket.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
    socket.bind(wanted);
    return (InetSocketAddress) socket.getLocalAddress();
  }

  void start() {
    for (DatagramChannel socket : sockets) {
      Thread.ofPlatform().name("dns-udp").daemon().start(() -> run(socket));
    }
  }

  InetSocketAddress address() {
    return address;
  }

  void stop() {
    for (DatagramChannel socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        log.warn("a socket was not closed: {}", e.toString());
      }
    }
  }

  private void run(DatagramChannel socket) {
    ByteBuffer in = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);
    ByteBuffer out = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);
    while (socket.isOpen()) {
      try {
        serve(socket, in.clear(), out.clear());
      } catch (ClosedChannelException e) {
        return; // by stop
      } catch (IOException | RuntimeException e) {
        complaints.about("a datagram was not answered: {}", e);
      }
    }
  }

  private void serve(DatagramChannel socket, ByteBuffer in, ByteBuffer out) throws IOException {
    InetSocketAddress source = (InetSocketAddress) socket.receive(in);
    byte[] query = new byte[in.flip().remaining()];
    in.get(query);
    Optional<byte[]> response =
        shield.datagram(
            query,
            source.getAddress(),
            asked -> responder.respond(asked, Transport.UDP, source.getAddress()));
    if (response.isPresent() && source.getPort() != 0) {
      socket.send(out.put(response.get()).flip(), source);
    }
  }
}
