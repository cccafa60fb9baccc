package io.eightnines.failover.probe;

import io.eightnines.failover.time.Moment;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How late this observer's own ticks run: what it sees while it is late says more about itself than
 * about anybody else (Dadgar et al., "Lifeguard: Local Health Awareness", 2018, section III).
 */
final class SelfWatch {
  private record Period(long fromNanos, long toNanos) {}

  private final AtomicReference<Period> last = new AtomicReference<>(new Period(0, 0));

  /** Told by the pacer at each tick: it was due at one time and came at another. */
  void ticked(long dueNanos, long atNanos) {
    Period before = last.get();
    boolean worse = atNanos - dueNanos >= before.toNanos() - before.fromNanos();
    boolean over = dueNanos - before.toNanos() > Duration.ofSeconds(1).toNanos();
    if (worse || over) {
      last.set(new Period(dueNanos, atNanos));
    }
  }

  /** The lateness of the tick that was overdue while a probe ran, or zero. */
  Duration lateness(Moment started, Moment ended) {
    Period period = last.get();
    boolean overlaps =
        started.elapsedNanos() <= period.toNanos() && ended.elapsedNanos() >= period.fromNanos();
    return overlaps ? Duration.ofNanos(period.toNanos() - period.fromNanos()) : Duration.ZERO;
  }
}
