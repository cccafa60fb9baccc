package io.eightnines.failover.probe;

import io.eightnines.time.Moment;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How late this observer's own ticks run: what it sees while it is late says more about itself than
 * about anybody else (Dadgar et al., "Lifeguard: Local Health Awareness", 2018, section III).
 */
public final class SelfWatch {
  private record Period(long fromNanos, long toNanos) {}

  private final Duration lateAfter;
  private final AtomicReference<Period> last = new AtomicReference<>(new Period(0, 0));
  private final AtomicReference<Punctuality> punctuality;

  public SelfWatch(Duration lateAfter, Moment began) {
    this.lateAfter = lateAfter;
    this.punctuality = new AtomicReference<>(new Punctuality(began, began, null));
  }

  /** Told by the pacer at each tick: it was due at one time and came at another. */
  void ticked(long dueNanos, Moment at, Duration interval) {
    Period before = last.get();
    long atNanos = at.elapsedNanos();
    boolean worse = atNanos - dueNanos >= before.toNanos() - before.fromNanos();
    boolean over = dueNanos - before.toNanos() > Duration.ofSeconds(1).toNanos();
    if (worse || over) {
      last.set(new Period(dueNanos, atNanos));
    }
    boolean late = atNanos - dueNanos > lateAfter.toNanos();
    Moment next = new Moment(at.wall().plus(interval), atNanos + interval.toNanos());
    punctuality.updateAndGet(was -> new Punctuality(was.began(), next, late ? at : was.lastLate()));
  }

  /** The lateness of the tick that was overdue while a probe ran, or zero. */
  Duration lateness(Moment started, Moment ended) {
    Period period = last.get();
    boolean overlaps =
        started.elapsedNanos() <= period.toNanos() && ended.elapsedNanos() >= period.fromNanos();
    return overlaps ? Duration.ofNanos(period.toNanos() - period.fromNanos()) : Duration.ZERO;
  }

  public Punctuality punctuality() {
    return punctuality.get();
  }
}
