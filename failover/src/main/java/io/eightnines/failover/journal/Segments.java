package io.eightnines.failover.journal;

import com.fasterxml.jackson.databind.JsonNode;
import io.eightnines.failover.decide.State.Stamp;
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
   * Whether an entry with this stamp may be in a journal. One that is older than the whole journal
   * is not; nor is one with whose number another stamp is there. What fell into a gap may be.
   */
  static boolean mayHold(Path journal, Stamp entry) throws IOException {
    for (Path file : of(journal).reversed()) {
      if (file.compareTo(after(journal, entry.index())) < 0) {
        for (byte[] each : lines(file)) {
          JsonNode body = JournalLine.json(JournalLine.parse(each).body());
          if (body.path("index").asLong(-1) == entry.index()) {
            return JournalLine.stamp(body).equals(entry);
          }
        }
        return true;
      }
    }
    return false;
  }

  /** Moves a journal's files into a folder of its own, named after the last hash in it. */
  static Path setAside(Path journal, String lastHash) throws IOException {
    Path aside = Files.createDirectories(journal.resolve("earlier-" + lastHash.substring(0, 16)));
    for (Path file : of(journal)) {
      Files.move(file, aside.resolve(file.getFileName()));
    }
    return aside;
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
