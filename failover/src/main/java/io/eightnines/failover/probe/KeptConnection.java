package io.eightnines.failover.probe;

import io.eightnines.failover.fleet.Endpoint;
import io.eightnines.failover.time.Ticker;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection to an endpoint, with a reader that blocks on it from open to close, so that
 * its end is noticed when it happens and not at the next probe.
 */
final class KeptConnection {
  private sealed interface Event {
    record Answered(HttpAnswer answer, long atNanos) implements Event {}

    record Malformed(String detail) implements Event {}

    record Ended() implements Event {}
  }

  /** An outcome, and whether the connection may carry another probe. */
  record Exchange(Outcome outcome, boolean reusable) {}

  private final Socket socket;
  private final Ticker ticker;

  /** Room for one answer and the end after it; a peer that sends more is cut off. */
  private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(2);

  /** Written by the reader, read by the thread that puts the connection back. */
  private volatile boolean ended;

  private KeptConnection(Socket socket, Ticker ticker) {
    this.socket = socket;
    this.ticker = ticker;
  }

  /**
   * Connects within {@code limit}.
   *
   * @param onEnd called by the reader when the connection has ended, for whatever reason
   * @throws IOException as {@link Socket#connect} does
   */
  @SuppressWarnings("AddressSelection") // An endpoint is one literal address, never a name.
  static KeptConnection open(
      Endpoint endpoint, Duration limit, Ticker ticker, Consumer<KeptConnection> onEnd)
      throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(
          new InetSocketAddress(endpoint.address(), endpoint.port()),
          (int) Math.max(1, limit.toMillis()));
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
    KeptConnection connection = new KeptConnection(socket, ticker);
    Thread.ofVirtual().name("probe-reader-" + endpoint.id()).start(() -> connection.read(onEnd));
    return connection;
  }

  /** Sends one request and waits for its answer until {@code limit} has passed. */
  Exchange exchange(String path, Duration limit) throws InterruptedException {
    if (!events.isEmpty()) {
      return new Exchange(new Outcome.Dropped(), false);
    }
    long sent = ticker.elapsedNanos();
    try {
      socket.getOutputStream().write(request(path));
    } catch (IOException e) {
      return new Exchange(new Outcome.Dropped(), false);
    }
    @Nullable Event event = events.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
    return switch (event) {
      case null -> new Exchange(new Outcome.TimedOut(limit), false);
      case Event.Ended e -> new Exchange(new Outcome.Dropped(), false);
      case Event.Malformed m -> new Exchange(new Outcome.BadAnswer(m.detail()), false);
      case Event.Answered a ->
          new Exchange(
              outcomeOf(a.answer(), Duration.ofNanos(a.atNanos() - sent)), a.answer().reusable());
    };
  }

  boolean hasEnded() {
    return ended;
  }

  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // Closing is all we wanted; a socket that fails to close is closed.
    }
  }

  /** What an answer means: RFC 9110 section 15 for the classes, the state header for the rest. */
  static Outcome outcomeOf(HttpAnswer answer, Duration roundTrip) {
    if (answer.status() / 100 == 2) {
      return new Outcome.Healthy(roundTrip);
    }
    return switch (answer.status() == 503 ? answer.state() : "") {
      case "starting" -> new Outcome.Starting();
      case "draining" -> new Outcome.Draining();
      default -> new Outcome.BadAnswer("status " + answer.status());
    };
  }

  private byte[] request(String path) {
    String host = socket.getInetAddress().getHostAddress();
    String literal = host.contains(":") ? "[" + host + "]" : host;
    String request =
        "GET %s HTTP/1.1\r\nHost: %s:%d\r\nUser-Agent: eightnines-failover\r\n\r\n"
            .formatted(path, literal, socket.getPort());
    return request.getBytes(StandardCharsets.US_ASCII);
  }

  private void read(Consumer<KeptConnection> onEnd) {
    try (InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 10)) {
      boolean open = true;
      while (open) {
        Event event = next(in);
        open = events.offer(event) && event instanceof Event.Answered a && a.answer().reusable();
      }
    } catch (IOException e) {
      // The connection was reset or closed: the end that is announced below.
    } finally {
      ended = true;
      var _ = events.offer(new Event.Ended());
      onEnd.accept(this);
    }
  }

  private Event next(InputStream in) throws IOException {
    try {
      return HttpAnswer.read(in)
          .<Event>map(answer -> new Event.Answered(answer, ticker.elapsedNanos()))
          .orElseGet(Event.Ended::new);
    } catch (java.net.ProtocolException e) {
      return new Event.Malformed(String.valueOf(e.getMessage()));
    }
  }
}
