package io.eightnines.failover.publish;

import io.eightnines.failover.plan.Plan;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Serves plans to the name server in this process, which reads them by {@link #get}. */
public final class EmbeddedPublisher implements Publisher, Supplier<Plan> {
  private final AtomicReference<Plan> served;

  public EmbeddedPublisher(Plan first) {
    this.served = new AtomicReference<>(first);
  }

  @Override
  public Plan get() {
    return served.get();
  }

  @Override
  public Result publish(long expected, Plan plan) {
    if (plan.isEmpty()) {
      return new Result.Empty();
    }
    Plan before = served.get();
    boolean mayFollow = before.generation() == expected && plan.generation() > expected;
    return mayFollow && served.compareAndSet(before, plan)
        ? new Result.Published()
        : new Result.Stale(served.get().generation());
  }
}
