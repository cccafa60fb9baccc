package io.eightnines.failover.publish;

import io.eightnines.time.Clocks;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only when it is told to. */
public final class ManualTime {
  private final AtomicLong nanos = new AtomicLong();

  public Clocks clocks() {
    return new Clocks(() -> Plans.NOW.plusNanos(nanos.get()), nanos::get);
  }

  public void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  public long nanos() {
    return nanos.get();
  }

  long seconds() {
    return nanos.get() / 1_000_000_000;
  }
}
