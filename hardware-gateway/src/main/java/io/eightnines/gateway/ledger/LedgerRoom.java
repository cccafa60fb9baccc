package io.eightnines.gateway.ledger;

import java.io.File;
import java.nio.file.Path;

/**
 * Whether the ledger's disk has room for another draw. What others decide must still find a place
 * here, and a start must be able to write, so draws are refused here while a reserve is left.
 *
 * @param folder on the disk in question
 * @param reserveBytes how much is kept free for them
 */
record LedgerRoom(File folder, long reserveBytes) {
  LedgerRoom(Path stateDirectory, long reserveBytes) {
    this(stateDirectory.toFile(), reserveBytes);
  }

  /** How many bytes can still be written. */
  long freeBytes() {
    return folder.getUsableSpace();
  }

  boolean isEnough() {
    return freeBytes() >= reserveBytes;
  }
}
