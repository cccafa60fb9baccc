package io.eightnines.runbooks.fleet;

import java.io.IOException;
import java.util.Optional;

/** How a member's process comes about, and where it is found. */
interface Body {
  /** Starts the process; none runs. */
  void start() throws IOException;

  /** The process, which may have ended; empty if there is none. */
  Optional<ProcessHandle> process();

  /** Forgets the process, which has ended for good. */
  void forget() throws IOException;
}
