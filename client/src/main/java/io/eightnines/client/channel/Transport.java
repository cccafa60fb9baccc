package io.eightnines.client.channel;

import java.time.Duration;
import java.util.function.Consumer;

/** Sends one request to one endpoint; knows nothing of other endpoints. */
public interface Transport extends AutoCloseable {

  /** One attempt under way. */
  interface Exchange {
    /** Gives the attempt up and closes its connection; its consumer may still be called. */
    void cancel();
  }

  /**
   * Starts an attempt and returns at once.
   *
   * @param timeout how long until the outcome is {@link Outcome.TimedOut}
   * @param done called exactly once, on any thread, unless cancelled; must not block
   */
  Exchange start(Endpoint endpoint, Request request, Duration timeout, Consumer<Outcome> done);

  /** Closes the idle connections to an endpoint, so that the next attempt opens a new one. */
  void dropConnections(Endpoint endpoint);

  @Override
  void close();
}
