package io.eightnines.failover.detect;

import io.eightnines.failover.time.Moment;

/**
 * What has been seen without interruption, and since when. {@code refusals} are the latest of the
 * {@code count} failures.
 */
record Streak(Kind kind, int count, int refusals, Moment began) {
  enum Kind {
    NOTHING,
    SUCCESSES,
    FAILURES,
    NOT_READY
  }

  static Streak none(Moment now) {
    return new Streak(Kind.NOTHING, 0, 0, now);
  }

  Streak success(Moment now) {
    return next(Kind.SUCCESSES, 0, now);
  }

  Streak notReady(Moment now) {
    return next(Kind.NOT_READY, 0, now);
  }

  Streak failure(boolean refused, Moment now) {
    return next(Kind.FAILURES, refused ? refusals + 1 : 0, now);
  }

  /** Counts stop well before they would overflow; nothing compares them with more than this. */
  private Streak next(Kind same, int refusalsNow, Moment now) {
    return same == kind
        ? new Streak(kind, Math.min(count + 1, 1 << 30), Math.min(refusalsNow, 1 << 30), began)
        : new Streak(same, 1, refusalsNow, now);
  }
}
