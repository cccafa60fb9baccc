package io.eightnines.failover.zone;

import java.time.Duration;

/** Bounds of how long an answer may be kept. */
public final class Lifetime {
  /** A day: an answer that lives longer would outlive every plan. */
  private static final Duration MAX = Duration.ofDays(1);

  private Lifetime() {}

  /** Whole seconds, because that is what a record can say (RFC 2181 section 8). */
  public static void check(String field, Duration value) {
    if (value.isNegative()
        || value.compareTo(MAX) > 0
        || !value.equals(Duration.ofSeconds(value.toSeconds()))) {
      throw new IllegalArgumentException(
          field + " is " + value + ", expected whole seconds, at most a day");
    }
  }
}
