package io.eightnines.failover.publish;

import io.eightnines.time.Clocks;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only when it is told to. */
final class ManualTime {
  private final AtomicLong nanos = new AtomicLong();

  Clocks clocks() {
    return new Clocks(() -> Plans.NOW.plusNanos(nanos.get()), nanos::get);
  }

  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  long seconds() {
    return nanos.get() / 1_000_000_000;
  }
}
