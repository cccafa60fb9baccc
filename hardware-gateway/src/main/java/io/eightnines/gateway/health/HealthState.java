package io.eightnines.gateway.health;

import java.util.Locale;

/** How a generator stands with its health tests. */
public enum HealthState {
  /** Its start-up tests are not done: nothing of it is used. */
  STARTING,
  /** All tests pass. */
  HEALTHY,
  /** A test failed: nothing of it is used until it has passed start-up tests again. */
  QUARANTINED;

  /** The state as draws, metrics, logs and JSON spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
