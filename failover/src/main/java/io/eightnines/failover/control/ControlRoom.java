package io.eightnines.failover.control;

import io.dropwizard.lifecycle.Managed;
import io.eightnines.failover.probe.Prober;
import org.jspecify.annotations.Nullable;

/** Starts the observer and then what feeds it; stops them in the other order. */
public final class ControlRoom implements Managed {
  private final Observer observer;
  private final Prober prober;
  private @Nullable Thread thread;

  public ControlRoom(Observer observer, Prober prober) {
    this.observer = observer;
    this.prober = prober;
  }

  @Override
  public void start() {
    thread = Thread.ofPlatform().name("observer").daemon().start(observer::run);
    prober.start();
  }

  @Override
  public void stop() throws InterruptedException {
    prober.stop();
    if (thread != null) {
      thread.interrupt();
      thread.join(1000);
    }
  }
}
