package io.eightnines.gateway.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder in which something is made before it appears, complete, under its name. Whatever is left
 * in it goes with it.
 */
record Fresh(Path folder) implements AutoCloseable {
  private static final String SUFFIX = ".unfinished";

  /** One in a state directory, which is made if there is none. */
  static Fresh in(Path stateDirectory) throws IOException {
    return empty(stateDirectory.resolve("ledger" + SUFFIX));
  }

  /** One beside what it is to become. */
  static Fresh beside(Path target) throws IOException {
    return empty(target.resolveSibling(target.getFileName() + SUFFIX));
  }

  private static Fresh empty(Path folder) throws IOException {
    Fresh fresh = new Fresh(folder);
    fresh.close(); // what an earlier attempt left that was killed
    Files.createDirectories(folder);
    return fresh;
  }

  /** Lets the folder appear as a whole. */
  void become(Path target) throws IOException {
    Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Lets the ledger that was made here appear in a state directory. */
  void bring(Sharding sharding, Path stateDirectory) throws IOException {
    Files.move(sharding.top(folder), sharding.top(stateDirectory), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() throws IOException {
    if (Files.exists(folder)) {
      List<Path> left;
      try (Stream<Path> all = Files.walk(folder)) {
        left = all.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path path : left) {
        Files.delete(path);
      }
    }
  }
}
