package io.eightnines.failover.publish;

import java.time.Duration;

/** A door to waiting, so that tests can wait for hours. */
@FunctionalInterface
public interface Pause {
  void pause(Duration time) throws InterruptedException;
}
