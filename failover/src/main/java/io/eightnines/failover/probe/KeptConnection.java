package io.eightnines.failover.probe;

import io.eightnines.time.Ticker;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection to an endpoint, with a reader that blocks on it from open to close, so that
 * its end is noticed when it happens and not at the next probe. It is the reader who says what an
 * answer means, or the alarm if none comes: who asks does not wait, and one thread can ask all
 * endpoints.
 */
final class KeptConnection {
  /**
   * What keeps connections going.
   *
   * @param threads has a thread for each open connection
   * @param alarms ends what is not answered in time
   */
  record Means(Ticker ticker, Executor threads, ScheduledExecutorService alarms) {}

  /** An outcome, and whether the connection may carry another probe. */
  record Exchange(Outcome outcome, boolean reusable) {}

  /** Where a connection stands. */
  private sealed interface State permits Rest, Question {}

  /** Nobody waits for an answer. */
  private enum Rest implements State {
    /** Open, for whoever asks next. */
    FREE,
    /** It can carry nothing more. */
    OVER
  }

  /** Somebody waits for an answer. */
  private static final class Question implements State {
    private final long atNanos;
    private final Consumer<Exchange> asker;

    /** Set before the request is sent. */
    private volatile @Nullable Future<?> alarm;

    Question(long atNanos, Consumer<Exchange> asker) {
      this.atNanos = atNanos;
      this.asker = asker;
    }

    void tell(Exchange came) {
      Future<?> set = alarm;
      if (set != null) {
        set.cancel(false);
      }
      asker.accept(came);
    }
  }

  private static final Exchange DROPPED = new Exchange(new Outcome.Dropped(), false);

  private final Socket socket;
  private final Socket talking;
  private final Depth depth;
  private final Means means;
  private final AtomicReference<State> state = new AtomicReference<>(Rest.FREE);

  /**
   * Begins to listen on an open connection.
   *
   * @param socket what carries it
   * @param talking what is read and written: the same socket, or TLS around it
   * @param onEnd called by the reader when the connection has ended, for whatever reason
   */
  KeptConnection(
      Socket socket, Socket talking, Depth depth, Means means, Consumer<KeptConnection> onEnd) {
    this.socket = socket;
    this.talking = talking;
    this.depth = depth;
    this.means = means;
    means.threads().execute(() -> read(onEnd));
  }

  /**
   * Sends one request, and returns.
   *
   * @param asker told once what came of it, by this thread, the reader, or the alarm after {@code
   *     limit}; it must not block
   */
  void ask(byte[] request, Duration limit, Consumer<Exchange> asker) {
    Question question = new Question(means.ticker().elapsedNanos(), asker);
    if (!state.compareAndSet(Rest.FREE, question)) {
      asker.accept(DROPPED);
      return;
    }
    question.alarm =
        means
            .alarms()
            .schedule(
                () -> settle(question, new Exchange(new Outcome.TimedOut(limit), false)),
                limit.toNanos(),
                TimeUnit.NANOSECONDS);
    try {
      talking.getOutputStream().write(request);
    } catch (IOException e) {
      settle(question, DROPPED);
    }
  }

  /** Tells who asked; false if somebody else has. */
  private boolean settle(Question question, Exchange came) {
    boolean mine = state.compareAndSet(question, came.reusable() ? Rest.FREE : Rest.OVER);
    if (mine) {
      question.tell(came);
    }
    return mine;
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

  /** Reads until the end, or until the peer says what nobody asked for. */
  private void read(Consumer<KeptConnection> onEnd) {
    try (InputStream in = new BufferedInputStream(talking.getInputStream(), 1 << 10)) {
      while (readOne(in)) {
        // and the next one
      }
    } catch (IOException e) {
      // The connection was reset or closed: the end that is announced below.
    } finally {
      if (state.getAndSet(Rest.OVER) instanceof Question question) {
        question.tell(DROPPED);
      }
      onEnd.accept(this);
    }
  }

  /** Takes one answer; false if the connection cannot go on. */
  private boolean readOne(InputStream in) throws IOException {
    try {
      Optional<HttpAnswer> read = HttpAnswer.read(in);
      return read.isPresent()
          && state.get() instanceof Question question
          && take(question, read.get());
    } catch (ProtocolException e) {
      if (state.get() instanceof Question question) {
        settle(
            question, new Exchange(new Outcome.BadAnswer(String.valueOf(e.getMessage())), false));
      }
      return false;
    }
  }

  private boolean take(Question question, HttpAnswer answer) {
    Duration took = Duration.ofNanos(means.ticker().elapsedNanos() - question.atNanos);
    Exchange came = new Exchange(outcomeOf(depth, answer, took), answer.reusable());
    return settle(question, came) && came.reusable();
  }
}
