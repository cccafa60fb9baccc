package io.eightnines.failover.detect;

import io.eightnines.time.Moment;

/**
 * What has been seen without interruption. {@code refusals} are the latest of the {@code count}
 * failures.
 *
 * @param began for failures, when the first failing probe started, or later if something else was
 *     heard after that; otherwise when the first of its kind was seen
 * @param latest for failures, the latest start of a failing probe; otherwise when the last of its
 *     kind was seen
 */
record Streak(Kind kind, int count, int refusals, Moment began, Moment latest) {
  enum Kind {
    NOTHING,
    SUCCESSES,
    FAILURES,
    NOT_READY
  }

  /** Counts stop well before they would overflow; nothing compares them with more than this. */
  private static final int MAX = 1 << 30;

  static Streak none(Moment now) {
    return new Streak(Kind.NOTHING, 0, 0, now, now);
  }

  /** As after {@code times} successes, one or more, from one moment to another. */
  Streak successes(long times, Moment first, Moment last) {
    return kind == Kind.SUCCESSES
        ? new Streak(kind, (int) Math.min(count + times, MAX), 0, began, last)
        : new Streak(Kind.SUCCESSES, (int) Math.min(times, MAX), 0, first, last);
  }

  Streak notReady(Moment now) {
    return kind == Kind.NOT_READY
        ? new Streak(kind, Math.min(count + 1, MAX), 0, began, now)
        : new Streak(Kind.NOT_READY, 1, 0, now, now);
  }

  Streak failure(boolean refused, Moment started) {
    int refusalsNow = refused ? Math.min(refusals + 1, MAX) : 0;
    if (kind != Kind.FAILURES) {
      Moment from = later(started, latest);
      return new Streak(Kind.FAILURES, 1, refusalsNow, from, from);
    }
    return new Streak(kind, Math.min(count + 1, MAX), refusalsNow, began, later(started, latest));
  }

  private static Moment later(Moment one, Moment other) {
    return one.elapsedNanos() >= other.elapsedNanos() ? one : other;
  }
}
