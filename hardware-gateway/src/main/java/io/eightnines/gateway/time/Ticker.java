package io.eightnines.gateway.time;

/** A source of elapsed time. */
@FunctionalInterface
public interface Ticker {

  /** Nanoseconds since some fixed but unknown moment; only differences mean anything. */
  long nanos();
}
