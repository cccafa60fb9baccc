package io.eightnines.runbooks.drill;

import io.eightnines.runbooks.fleet.Member;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Waits on a connection of its own for a victim's end. A killed process does nothing any more from
 * the first instant, but the kernel closes its sockets only once it has given back its memory;
 * until then nobody can tell a death from slowness. This shows how much of a departure that was.
 */
final class Ending implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 1000;

  private final Socket socket = new Socket();
  private final CompletableFuture<Long> ended = new CompletableFuture<>();

  /** Connects to a region that is still sound. */
  Ending(Member victim) throws IOException {
    URI base = victim.base();
    socket.connect(new InetSocketAddress(base.getHost(), base.getPort()), PATIENCE_MILLIS);
    var _ = Thread.ofPlatform().daemon().name("ending of " + victim.name()).start(this::listen);
  }

  private void listen() {
    try {
      while (socket.getInputStream().read() >= 0) {}
    } catch (IOException reset) {
      // An end as well.
    }
    ended.complete(System.nanoTime());
  }

  /** When the connection ended, in nanoseconds of elapsed time; empty if it has not. */
  Optional<Long> at() {
    return ended.isDone() ? Optional.of(ended.join()) : Optional.empty();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
