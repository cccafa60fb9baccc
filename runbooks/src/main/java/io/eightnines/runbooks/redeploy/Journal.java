package io.eightnines.runbooks.redeploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What redeploys did, one JSON object a line, each on the disk before anything else is done. A last
 * line without its end was cut short by a crash, says nothing, and is taken away.
 *
 * <p>To be written by one who holds the lock beside it.
 */
public final class Journal implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "journal.jsonl";

  /** A redeploy writes some twenty lines, so that is ten thousand of them. */
  private static final long MAX_BYTES = 64L << 20;

  private final FileChannel channel;
  private final List<Line> lines;

  private Journal(FileChannel channel, List<Line> lines) {
    this.channel = channel;
    this.lines = lines;
  }

  /** The lines of a folder's journal that others may be writing; none if there is none. */
  public static List<Line> read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    return Files.exists(file) ? parse(file, whole(Files.readAllBytes(file))) : List.of();
  }

  /** Opens a folder's journal to write on, which is made if it is not there. */
  public static Journal open(Path folder) throws IOException {
    Path file = Files.createDirectories(folder).resolve(NAME);
    if (Files.exists(file) && Files.size(file) > MAX_BYTES) {
      throw new IOException(
          "%s has more than %d bytes; move it away once no redeploy is unfinished"
              .formatted(file, MAX_BYTES));
    }
    boolean isNew = Files.notExists(file);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      byte[] whole = whole(Files.readAllBytes(file));
      channel.truncate(whole.length).position(whole.length);
      if (isNew) {
        sync(folder);
      }
      return new Journal(channel, new ArrayList<>(parse(file, whole)));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static byte[] whole(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return Arrays.copyOf(bytes, end);
  }

  private static List<Line> parse(Path file, byte[] whole) throws IOException {
    List<Line> lines = new ArrayList<>();
    for (String text : new String(whole, StandardCharsets.UTF_8).lines().toList()) {
      try {
        lines.add(JSON.readValue(text, Line.class));
      } catch (JsonProcessingException e) {
        throw new IOException(
            "%s line %d is no line of a journal: %s"
                .formatted(file, lines.size() + 1, e.getOriginalMessage()),
            e);
      }
    }
    return lines;
  }

  /** A new file is there after a crash only once its folder is on the disk too. */
  private static void sync(Path folder) throws IOException {
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  /** The lines so far. */
  public List<Line> lines() {
    return List.copyOf(lines);
  }

  /** Adds a line; it is on the disk when this returns. */
  public void add(Line line) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.wrap((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(true);
    lines.add(line);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
