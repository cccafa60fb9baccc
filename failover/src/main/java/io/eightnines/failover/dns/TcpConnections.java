package io.eightnines.failover.dns;

import io.eightnines.failover.dns.guard.Prefix;
import io.eightnines.time.Ticker;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The open connections, and when each last made progress, which is to finish a query.
 *
 * <p>When all places are taken, the one without progress for the longest gives way to a new one, if
 * that is a second at least: whoever only holds places loses them to those who ask. One client's
 * places are few.
 */
final class TcpConnections {
  /** Whoever really asks has done so within this time. */
  private static final Duration LEAST = Duration.ofSeconds(1);

  /** One client: whoever has an IPv6 address has its /64. */
  private static final Prefix CLIENT = new Prefix(32, 64);

  private final TcpLimits limits;
  private final Ticker ticker;
  private final Map<Socket, Long> progressNanos = new ConcurrentHashMap<>();
  private final Map<Long, Integer> perClient = new ConcurrentHashMap<>();

  TcpConnections(TcpLimits limits, Ticker ticker) {
    this.limits = limits;
    this.ticker = ticker;
  }

  int count() {
    return progressNanos.size();
  }

  /** Gives a new connection a place, or closes it. Called by one thread. */
  boolean admit(Socket socket) {
    long client = client(socket);
    if (perClient.getOrDefault(client, 0) >= limits.perClient() || !hasPlace()) {
      close(socket);
      return false;
    }
    perClient.merge(client, 1, Integer::sum);
    progressNanos.put(socket, ticker.elapsedNanos());
    return true;
  }

  private boolean hasPlace() {
    if (progressNanos.size() < limits.connections()) {
      return true;
    }
    long now = ticker.elapsedNanos();
    Optional<Map.Entry<Socket, Long>> idlest =
        progressNanos.entrySet().stream().min(Comparator.comparingLong(e -> e.getValue() - now));
    if (idlest.isEmpty() || now - idlest.get().getValue() < LEAST.toNanos()) {
      return false;
    }
    leave(idlest.get().getKey());
    return true;
  }

  void progressed(Socket socket) {
    progressNanos.replace(socket, ticker.elapsedNanos());
  }

  /** Closes a connection and frees its place; nothing if that was done. */
  void leave(Socket socket) {
    close(socket);
    if (progressNanos.remove(socket) != null) {
      perClient.computeIfPresent(client(socket), (_, count) -> count == 1 ? null : count - 1);
    }
  }

  void closeIdle() {
    long oldest = ticker.elapsedNanos() - limits.idle().toNanos();
    progressNanos.forEach((socket, progress) -> {
      if (progress - oldest < 0) {
        leave(socket);
      }
    });
  }

  void closeAll() {
    progressNanos.keySet().forEach(this::leave);
  }

  private static long client(Socket socket) {
    return CLIENT.of(socket.getInetAddress().getAddress());
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Closing is all we wanted; a socket that fails to close is closed.
    }
  }
}
