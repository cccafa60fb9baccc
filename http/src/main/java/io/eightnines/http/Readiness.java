package io.eightnines.http;

import java.util.Locale;
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
    DRAINING;

    /** The state as bodies and headers spell it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final AtomicBoolean listening = new AtomicBoolean();
  private final AtomicBoolean supplied = new AtomicBoolean();
  private final AtomicBoolean draining = new AtomicBoolean();

  /** The server takes connections. */
  void listening() {
    listening.set(true);
  }

  /** What the service cannot work without was reached for the first time. */
  public void supplied() {
    supplied.set(true);
  }

  /** The server is about to end. */
  void draining() {
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
