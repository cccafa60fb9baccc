package io.eightnines.runbooks.drill;

import java.io.IOException;

/** A fault that was done, and how to undo it. */
interface Injury {
  void mend() throws IOException, InterruptedException;
}
