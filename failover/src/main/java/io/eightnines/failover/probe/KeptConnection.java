package io.eightnines.failover.probe;

import io.eightnines.time.Ticker;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
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
  private final Socket talking;
  private final Depth depth;
  private final Ticker ticker;

  /** Room for one answer and the end after it; a peer that sends more is cut off. */
  private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(2);

  /** Written by the reader, read by the thread that puts the connection back. */
  private volatile boolean ended;

  /**
   * Begins to listen on an open connection.
   *
   * @param socket what carries it
   * @param talking what is read and written: the same socket, or TLS around it
   * @param threads has a thread for the reader until the end
   * @param onEnd called by the reader when the connection has ended, for whatever reason
   */
  KeptConnection(
      Socket socket,
      Socket talking,
      Depth depth,
      Ticker ticker,
      Executor threads,
      Consumer<KeptConnection> onEnd) {
    this.socket = socket;
    this.talking = talking;
    this.depth = depth;
    this.ticker = ticker;
    threads.execute(() -> read(onEnd));
  }

  /** Sends one request and waits for its answer until {@code limit} has passed. */
  Exchange exchange(byte[] request, Duration limit) throws InterruptedException {
    if (!events.isEmpty()) {
      return new Exchange(new Outcome.Dropped(), false);
    }
    long sent = ticker.elapsedNanos();
    try {
      talking.getOutputStream().write(request);
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
              outcomeOf(depth, a.answer(), Duration.ofNanos(a.atNanos() - sent)),
              a.answer().reusable());
    };
  }

  boolean hasEnded() {
    return ended;
  }

  /** Closes the carrier, because closing TLS in good manners may wait for a peer that hangs. */
  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // Closing is all we wanted; a socket that fails to close is closed.
    }
  }

  /** Closes with a reset, which leaves no port waiting on our side (RFC 9293 section 3.6.1). */
  void abort() {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // Already closed by the peer.
    }
    close();
  }

  /**
   * What an answer means: RFC 9110 section 15 for the classes, the state header for the rest. Of
   * its depths an endpoint may have nothing to say, which speaks neither for nor against it.
   */
  static Outcome outcomeOf(Depth depth, HttpAnswer answer, Duration roundTrip) {
    if (answer.status() / 100 == 2) {
      return new Outcome.Healthy(roundTrip);
    }
    boolean silent =
        switch (answer.status()) {
          case 404, 405, 501 -> true;
          default -> false;
        };
    if (depth == Depth.DEEP && silent) {
      return new Outcome.NotOffered();
    }
    return switch (answer.status() == 503 ? answer.state() : "") {
      case "starting" -> new Outcome.Starting();
      case "draining" -> new Outcome.Draining();
      default -> new Outcome.BadAnswer("status " + answer.status());
    };
  }

  private void read(Consumer<KeptConnection> onEnd) {
    try (InputStream in = new BufferedInputStream(talking.getInputStream(), 1 << 10)) {
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
