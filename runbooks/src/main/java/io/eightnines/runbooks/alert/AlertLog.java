package io.eightnines.runbooks.alert;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** What was asked of the hook and what it answered, one JSON object a line, on the disk at once. */
final class AlertLog {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Two files of that size are kept: the present one and the one before it. */
  private static final long MAX_BYTES = 8L << 20;

  /** A line. */
  record Entry(String at, String from, int status, String outcome, String detail) {}

  private final Path file;

  AlertLog(Path file) {
    this.file = file;
  }

  synchronized void add(Entry entry) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    if (Files.exists(file) && Files.size(file) > MAX_BYTES) {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer bytes =
          ByteBuffer.wrap((JSON.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
