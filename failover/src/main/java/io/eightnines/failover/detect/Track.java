package io.eightnines.failover.detect;

import io.eightnines.time.Moment;
import java.time.Duration;

/** What the probes of one depth have shown: running without interruption, and of late. */
record Track(Streak streak, Window window) {
  static Track none(Moment now) {
    return new Track(Streak.none(now), Window.CLEAN);
  }

  Track successes(long times, Moment first, Moment last) {
    return new Track(streak.successes(times, first, last), window.successes(times));
  }

  Track failure(boolean refused, Moment started) {
    return new Track(streak.failure(refused, started), window.failure());
  }

  Track notReady(Moment now) {
    return new Track(streak.notReady(now), window);
  }

  /** Failures running for long enough, by number and by the time from first start to last start. */
  boolean failsRunning(DetectorPolicy.Trip trip) {
    return streak.kind() == Streak.Kind.FAILURES
        && streak.count() >= trip.failures()
        && spanNanos() >= trip.span().toNanos();
  }

  /** Successes running for long enough, by number and by {@code atLeast}. */
  boolean succeedsRunning(int successes, Duration atLeast) {
    return streak.kind() == Streak.Kind.SUCCESSES
        && streak.count() >= successes
        && spanNanos() >= atLeast.toNanos();
  }

  private long spanNanos() {
    return streak.latest().elapsedNanos() - streak.began().elapsedNanos();
  }
}
