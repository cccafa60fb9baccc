package io.eightnines.failover.probe;

import java.time.Duration;

/** What one probe, or the silence after it, showed. */
public sealed interface Outcome {
  /** A 2xx answer within the deadline; {@code roundTrip} is from request written to answer read. */
  record Healthy(Duration roundTrip) implements Outcome {}

  /** The endpoint says that it is not ready yet, which is not the same as unhealthy. */
  record Starting() implements Outcome {}

  /** The endpoint says that it is about to leave. */
  record Draining() implements Outcome {}

  /** Nobody listens: the endpoint's own host answered the connect with a reset. */
  record Refused() implements Outcome {}

  /** No connection or no answer within the time-out. */
  record TimedOut(Duration limit) implements Outcome {}

  /** An answer, but none that a healthy endpoint gives; {@code detail} says which. */
  record BadAnswer(String detail) implements Outcome {}

  /** An open connection ended, between probes or in the middle of one. */
  record Dropped() implements Outcome {}

  /** The name of this outcome in metrics and logs. */
  default String label() {
    return switch (this) {
      case Healthy h -> "healthy";
      case Starting s -> "starting";
      case Draining d -> "draining";
      case Refused r -> "refused";
      case TimedOut t -> "timed_out";
      case BadAnswer b -> "bad_answer";
      case Dropped d -> "dropped";
    };
  }

  /** This outcome in words, with its figures. */
  default String text() {
    return switch (this) {
      case Healthy h -> "healthy in " + h.roundTrip().toMillis() + " ms";
      case TimedOut t -> "no answer within " + t.limit().toMillis() + " ms";
      case BadAnswer b -> b.detail();
      case Refused r -> "connection refused";
      case Dropped d -> "connection dropped";
      case Starting s -> "says starting";
      case Draining d -> "says draining";
    };
  }

  /** Whether this is evidence against the endpoint, rather than its own word or good news. */
  default boolean isFailure() {
    return switch (this) {
      case Healthy h -> false;
      case Starting s -> false;
      case Draining d -> false;
      case Refused r -> true;
      case TimedOut t -> true;
      case BadAnswer b -> true;
      case Dropped d -> true;
    };
  }
}
