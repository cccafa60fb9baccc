package io.eightnines.gateway;

import ch.qos.logback.classic.LoggerContext;
import java.time.Duration;
import org.slf4j.LoggerFactory;

/**
 * The end of a process that cannot go on: at once, so that whoever waits for it sees it in the same
 * moment. An orderly end takes seconds, in which a gateway that led still holds its place and its
 * clients, and has nothing to put in order: its disk takes no more writes.
 */
final class Ending {
  /** {@code EX_SOFTWARE} of {@code sysexits.h}: whatever runs the process starts it again. */
  private static final int CODE = 70;

  /** Until what was logged has been written. */
  private static final Duration LAST_WORDS = Duration.ofMillis(200);

  private Ending() {}

  /** Ends. */
  static void now() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
      try {
        var _ = Thread.ofPlatform().daemon().start(logging::stop).join(LAST_WORDS);
      } catch (InterruptedException e) {
        // then without them
      }
    }
    Runtime.getRuntime().halt(CODE);
  }
}
