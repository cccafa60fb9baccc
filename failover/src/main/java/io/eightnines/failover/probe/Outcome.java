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

  /** The network says that there is no way to the endpoint; {@code detail} says how. */
  record Unreachable(String detail) implements Outcome {}

  /** The observer itself could not ask, for want of a free port or of its source address. */
  record NotAsked(String detail) implements Outcome {}

  /** The endpoint has no such health to tell (a deep probe was answered 404, 405 or 501). */
  record NotOffered() implements Outcome {}

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
      case Unreachable u -> "unreachable";
      case NotAsked n -> "not_asked";
      case NotOffered n -> "not_offered";
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
      case Unreachable u -> "unreachable: " + u.detail();
      case NotAsked n -> "not asked: " + n.detail();
      case NotOffered n -> "no such health offered";
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
      case Unreachable u -> true;
      case NotAsked n -> false;
      case NotOffered n -> false;
    };
  }

  /** Whether nothing came back from the endpoint or its host, so that the fault may be ours. */
  default boolean isSilence() {
    return switch (this) {
      case TimedOut t -> true;
      case Unreachable u -> true;
      case NotAsked n -> true;
      case Healthy h -> false;
      case Starting s -> false;
      case Draining d -> false;
      case Refused r -> false;
      case BadAnswer b -> false;
      case Dropped d -> false;
      case NotOffered n -> false;
    };
  }
}
