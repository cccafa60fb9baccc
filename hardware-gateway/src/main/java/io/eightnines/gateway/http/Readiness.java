package io.eightnines.gateway.http;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether the server should be sent requests: starting, then ready, then draining. Each step is
 * taken once and never back, so plain flags suffice.
 */
public final class Readiness {

  /** How the server stands. */
  public enum State {
    STARTING,
    READY,
    DRAINING
  }

  private final AtomicBoolean listening = new AtomicBoolean();
  private final AtomicBoolean supplied = new AtomicBoolean();
  private final AtomicBoolean draining = new AtomicBoolean();

  /** The server takes connections. */
  public void listening() {
    listening.set(true);
  }

  /** Some device gave noise. */
  public void supplied() {
    supplied.set(true);
  }

  /** The server is about to end. */
  public void draining() {
    draining.set(true);
  }

  /** How the server stands now. */
  public State state() {
    if (draining.get()) {
      return State.DRAINING;
    }
    return listening.get() && supplied.get() ? State.READY : State.STARTING;
  }
}
