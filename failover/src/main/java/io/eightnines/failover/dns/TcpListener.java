package io.eightnines.failover.dns;

import io.eightnines.failover.dns.guard.Gate;
import io.eightnines.failover.dns.guard.Shield;
import io.eightnines.failover.dns.transfer.Transfer;
import io.eightnines.time.Complaints;
import io.eightnines.time.Ticker;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Answers queries over TCP, in order, as many as a connection brings (RFC 7766 sections 6.2.1 and
 * 8).
 *
 * <p>A connection must take an answer and finish the next query within the idle time; whether it
 * sends nothing, a byte now and then, or reads nothing, it is then closed. It holds one query and
 * one answer at a time, however many it has sent ahead.
 */
final class TcpListener {
  private static final Logger log = LoggerFactory.getLogger(TcpListener.class);

  /** Closes idle connections this long after their time at the most. */
  private static final Duration SWEEP = Duration.ofMillis(250);

  /** A query is a name and some options; whoever announces more wants our memory. */
  private static final int MAX_QUERY_BYTES = 16 << 10;

  private static final int READ_AHEAD_BYTES = 1 << 10;
  private static final int BACKLOG = 128;

  private final ServerSocket server;
  private final Responder responder;
  private final Shield shield;
  private final TcpConnections connections;
  private final Complaints complaints;

  TcpListener(
      InetSocketAddress address,
      Responder responder,
      Shield shield,
      TcpLimits limits,
      Ticker ticker)
      throws IOException {
    this.responder = responder;
    this.shield = shield;
    this.connections = new TcpConnections(limits, ticker);
    this.complaints = new Complaints(log, Level.WARN, ticker);
    this.server = new ServerSocket();
    try {
      server.setReuseAddress(true);
      server.bind(address, BACKLOG);
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  void start() {
    Thread.ofPlatform().name("dns-tcp").daemon().start(this::accept);
    Thread.ofPlatform().name("dns-tcp-sweep").daemon().start(this::sweep);
  }

  int connections() {
    return connections.count();
  }

  void stop() {
    try {
      server.close();
    } catch (IOException e) {
      log.warn("the port was not closed: {}", e.toString());
    }
    connections.closeAll();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        if (connections.admit(socket)) {
          Thread.ofPlatform().name("dns-tcp-connection").daemon().start(() -> converse(socket));
        }
      } catch (IOException | RuntimeException e) {
        if (!server.isClosed()) {
          complaints.about("a connection was not accepted: {}", e);
          LockSupport.parkNanos(SWEEP.toNanos()); // Out of descriptors: let some be freed.
        }
      }
    }
  }

  private void converse(Socket socket) {
    try {
      socket.setTcpNoDelay(true);
      DataInputStream in =
          new DataInputStream(new BufferedInputStream(socket.getInputStream(), READ_AHEAD_BYTES));
      OutputStream out = socket.getOutputStream();
      Gate gate = shield.gate(responder.clerk(Transport.TCP));
      boolean open = true;
      while (open) {
        open = answerNext(gate, socket, in, out);
      }
    } catch (IOException e) {
      // The peer, the sweep or the stop has closed the connection.
    } catch (RuntimeException e) {
      complaints.about("a connection was given up: {}", e);
    } finally {
      connections.leave(socket);
    }
  }

  private boolean answerNext(Gate gate, Socket socket, DataInputStream in, OutputStream out)
      throws IOException {
    int length = in.readUnsignedShort(); // RFC 1035 section 4.2.2: length before each message
    if (length > MAX_QUERY_BYTES) {
      return false;
    }
    byte[] query = new byte[length];
    in.readFully(query);
    Optional<Transfer> transfer = responder.transfer(query, socket.getInetAddress());
    if (transfer.isPresent()) {
      send(transfer.get(), socket, out);
      return true;
    }
    byte[] response = gate.message(query, socket.getInetAddress().getAddress());
    if (response == null) {
      return false;
    }
    connections.progressed(socket);
    out.write(framed(response));
    return true;
  }

  /** Whoever takes no message within the idle time is closed like anybody. */
  private void send(Transfer transfer, Socket socket, OutputStream out) throws IOException {
    try (transfer) {
      while (transfer.hasNext()) {
        connections.progressed(socket);
        out.write(framed(transfer.next()));
      }
      connections.progressed(socket);
    }
  }

  private static byte[] framed(byte[] message) {
    byte[] framed = new byte[message.length + 2];
    framed[0] = (byte) (message.length >> 8);
    framed[1] = (byte) message.length;
    System.arraycopy(message, 0, framed, 2, message.length);
    return framed;
  }

  private void sweep() {
    while (!server.isClosed()) {
      LockSupport.parkNanos(SWEEP.toNanos());
      connections.closeIdle();
    }
  }
}
