package io.eightnines.gateway;

import java.time.Duration;

/** The end of a process that cannot go on, in good order if that can be had. */
final class Ending {
  /** {@code EX_SOFTWARE} of {@code sysexits.h}: whatever runs the process starts it again. */
  private static final int CODE = 70;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Ending() {}

  /** Ends in good order, or at least ends. */
  static void now() {
    Thread orderly = Thread.ofPlatform().name("ending").start(() -> System.exit(CODE));
    try {
      var _ = orderly.join(PATIENCE);
    } catch (InterruptedException e) {
      // then at once
    }
    Runtime.getRuntime().halt(CODE);
  }
}
