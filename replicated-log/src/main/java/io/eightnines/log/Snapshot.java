package io.eightnines.log;

import java.nio.file.Path;
import java.util.List;

/**
 * The state of one replica as it lies on its disk.
 *
 * @param index of the last entry in it; 0 if nothing has been applied yet, and then there is no
 *     file
 * @param files the snapshot, {@code snapshot.TERM_INDEX}, and its MD5 sum: what a restore needs
 */
public record Snapshot(long index, List<Path> files) {
  public Snapshot {
    if (index < 0) {
      throw new IllegalArgumentException("index is " + index + ", expected 0 or more");
    }
    files = List.copyOf(files);
  }
}
