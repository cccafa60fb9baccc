package io.eightnines.time;

/** A source of elapsed time that never runs backwards; its zero means nothing. */
@FunctionalInterface
public interface Ticker {
  /** Nanoseconds since an arbitrary origin. */
  long elapsedNanos();
}
