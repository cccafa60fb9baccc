package io.eightnines.runbooks.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Files for their owner alone, and on disk before anybody is told of them. */
final class Durable {
  private Durable() {}

  /** Makes a folder and those above it; one that is there keeps its permissions. */
  static void folder(@Nullable Path folder) throws IOException {
    if (folder != null) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  /** Forces all files and folders below a folder to disk, the deepest first. */
  static void force(Path folder) throws IOException {
    for (Path path : deepestFirst(folder)) {
      if (Files.isDirectory(path)) {
        forceFolder(path);
      } else {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
      }
    }
  }

  /** Forces the names in a folder to disk. */
  static void forceFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Removes an unfinished folder, if it is there. */
  static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      for (Path path : deepestFirst(folder)) {
        Files.delete(path);
      }
    }
  }

  private static List<Path> deepestFirst(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
