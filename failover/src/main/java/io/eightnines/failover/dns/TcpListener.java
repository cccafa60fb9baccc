package io.eightnines.failover.dns;

import io.eightnines.failover.time.Ticker;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers queries over TCP, in order, as many as a connection brings (RFC 7766 sections 6.2.1 and
 * 8).
 *
 * <p>A connection must finish a query and take its answer within the idle time of the last one;
 * whether it sends nothing, a byte now and then, or reads nothing, it is then closed. Beyond the
 * limit of connections a new one is closed at once.
 */
final class TcpListener {
  /** Bounds of what strangers may hold open. */
  record Limits(Duration idle, int connections) {}

  private static final Logger log = LoggerFactory.getLogger(TcpListener.class);

  /** Closes idle connections this long after their time at the most. */
  private static final Duration SWEEP = Duration.ofMillis(250);

  private final ServerSocket server;
  private final Responder responder;
  private final Limits limits;
  private final Ticker ticker;

  /** Open connections, and when each last made progress. */
  private final Map<Socket, Long> progressNanos = new ConcurrentHashMap<>();

  TcpListener(InetSocketAddress address, Responder responder, Limits limits, Ticker ticker)
      throws IOException {
    this.responder = responder;
    this.limits = limits;
    this.ticker = ticker;
    this.server = new ServerSocket();
    try {
      server.setReuseAddress(true);
      server.bind(address, 128);
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  void start() {
    Thread.ofPlatform().name("dns-tcp").daemon().start(this::accept);
    Thread.ofVirtual().name("dns-tcp-sweep").start(this::sweep);
  }

  int connections() {
    return progressNanos.size();
  }

  void stop() {
    close(server);
    progressNanos.keySet().forEach(TcpListener::close);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        admit(server.accept());
      } catch (IOException | RuntimeException e) {
        if (!server.isClosed()) {
          log.warn("a connection was not accepted: {}", e.toString());
          LockSupport.parkNanos(SWEEP.toNanos()); // Out of descriptors: let some be freed.
        }
      }
    }
  }

  private void admit(Socket socket) {
    if (progressNanos.size() >= limits.connections()) {
      close(socket);
      return;
    }
    progressNanos.put(socket, ticker.elapsedNanos());
    Thread.ofVirtual().name("dns-tcp-connection").start(() -> converse(socket));
  }

  private void converse(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      DataInputStream in =
          new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 10));
      OutputStream out = socket.getOutputStream();
      boolean open = true;
      while (open) {
        // RFC 1035 section 4.2.2: two bytes of length before each message.
        byte[] query = new byte[in.readUnsignedShort()];
        in.readFully(query);
        Optional<byte[]> response =
            responder.respond(query, Transport.TCP, socket.getInetAddress());
        open = response.isPresent();
        if (open) {
          out.write(framed(response.get()));
          progressNanos.replace(socket, ticker.elapsedNanos());
        }
      }
    } catch (IOException e) {
      // The peer, the sweep or the stop has closed the connection.
    } catch (RuntimeException e) {
      log.warn("a connection was given up: {}", e.toString());
    } finally {
      progressNanos.remove(socket);
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
      long oldest = ticker.elapsedNanos() - limits.idle().toNanos();
      progressNanos.forEach((socket, progress) -> {
        if (progress - oldest < 0) {
          close(socket);
        }
      });
    }
  }

  private static void close(java.io.Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Closing is all we wanted; a socket that fails to close is closed.
    }
  }
}
