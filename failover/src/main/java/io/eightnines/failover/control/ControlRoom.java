package io.eightnines.failover.control;

import io.dropwizard.lifecycle.Managed;
import io.eightnines.failover.probe.Prober;
import org.jspecify.annotations.Nullable;

/** Starts the loop and then what feeds it; stops them in the other order. */
public final class ControlRoom implements Managed {
  private final ControlLoop loop;
  private final Prober prober;
  private @Nullable Thread thread;

  public ControlRoom(ControlLoop loop, Prober prober) {
    this.loop = loop;
    this.prober = prober;
  }

  @Override
  public void start() {
    thread = Thread.ofPlatform().name("control").daemon().start(loop::run);
    prober.start();
  }

  @Override
  public void stop() {
    prober.stop();
    if (thread != null) {
      thread.interrupt();
    }
  }
}
