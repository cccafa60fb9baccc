package io.eightnines.failover.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The files of a journal in their order: each is named after the entry before its first. */
final class Segments {
  private static final String PREFIX = "journal-";
  private static final String SUFFIX = ".ndjson";

  private Segments() {}

  /** A journal's files, oldest first; a single file is a journal of one. */
  static List<Path> of(Path journal) throws IOException {
    if (Files.isRegularFile(journal)) {
      return List.of(journal);
    }
    if (!Files.isDirectory(journal)) {
      throw new NoSuchFileException(journal.toString());
    }
    try (Stream<Path> files = Files.list(journal)) {
      return files.filter(Segments::isSegment).sorted().toList();
    }
  }

  static Path after(Path directory, long index) {
    return directory.resolve(String.format(Locale.ROOT, "%s%020d%s", PREFIX, index, SUFFIX));
  }

  /**
   * A file's lines, byte for byte: only a line feed ends a line, so that no change of a byte goes
   * unseen. The last may lack its end.
   */
  static List<byte[]> lines(Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    List<byte[]> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < all.length; i++) {
      if (all[i] == '\n') {
        lines.add(Arrays.copyOfRange(all, from, i));
        from = i + 1;
      }
    }
    if (from < all.length) {
      lines.add(Arrays.copyOfRange(all, from, all.length));
    }
    return lines;
  }

  private static boolean isSegment(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
  }
}
