package io.eightnines.runbooks.fault;

import java.io.IOException;

/** The kernel's packet filter (nft(8)). */
interface Nft {
  /**
   * Carries out a script, wholly or not at all.
   *
   * @throws IOException if it was refused; the message is nft's own
   */
  void run(String script) throws IOException;
}
