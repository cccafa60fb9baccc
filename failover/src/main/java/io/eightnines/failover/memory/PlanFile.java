package io.eightnines.failover.memory;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eightnines.failover.plan.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The newest served plan on disk and the one before it.
 *
 * <p>A file is the SHA-256 of its second line in hexadecimal, then that line: the plan as JSON. It
 * is written beside its place, forced to disk and renamed, so a reader finds a whole file or none.
 */
public final class PlanFile {
  /** What was found: the newest whole plan, and what had to be refused on the way to it. */
  public record Found(Optional<Plan> plan, List<String> refusals) {}

  /** A fleet of thousands fits; a larger file is not ours. */
  private static final long MAX_BYTES = 4L << 20;

  private static final int CHECKSUM_CHARACTERS = 64;

  private final ObjectMapper json =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();
  private final Path directory;

  /**
   * Keeps plans in {@code directory}, which is made if it is missing.
   *
   * @throws UncheckedIOException if the directory cannot be made
   */
  public PlanFile(Path directory) {
    this.directory = directory;
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("stateDirectory " + directory + " cannot be made", e);
    }
  }

  /** Makes {@code plan} the newest; must not be called by two threads at once. */
  public void write(Plan plan) throws IOException {
    Path fresh = directory.resolve("plan.new");
    byte[] body = json.writeValueAsBytes(Remembered.of(plan));
    String head = checksum(body) + "\n";
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      writeFully(channel, ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
      writeFully(channel, ByteBuffer.wrap(body));
      channel.force(true);
    }
    if (Files.exists(newest())) {
      Files.move(newest(), previous(), StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(fresh, newest(), StandardCopyOption.ATOMIC_MOVE);
    forceDirectory();
  }

  public Found read() {
    List<String> refusals = new ArrayList<>();
    for (Path file : List.of(newest(), previous())) {
      try {
        return new Found(Optional.of(read(file)), refusals);
      } catch (NoSuchFileException e) {
        // Never written, or a crash between the two renames: the other file is whole.
      } catch (IOException | RuntimeException e) {
        refusals.add(file.getFileName() + " is refused: " + e.getMessage());
      }
    }
    return new Found(Optional.empty(), refusals);
  }

  private Plan read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException("larger than " + MAX_BYTES + " bytes");
    }
    byte[] bytes = Files.readAllBytes(file);
    int bodyAt = CHECKSUM_CHARACTERS + 1;
    if (bytes.length <= bodyAt) {
      throw new IOException("cut short at " + bytes.length + " bytes");
    }
    byte[] body = java.util.Arrays.copyOfRange(bytes, bodyAt, bytes.length);
    String claimed = new String(bytes, 0, CHECKSUM_CHARACTERS, StandardCharsets.US_ASCII);
    if (!claimed.equals(checksum(body))) {
      throw new IOException("its checksum does not match its content");
    }
    Plan plan = json.readValue(body, Remembered.class).toPlan();
    if (plan.isEmpty()) {
      throw new IOException("it answers nothing");
    }
    return plan;
  }

  private Path newest() {
    return directory.resolve("plan");
  }

  private Path previous() {
    return directory.resolve("plan.previous");
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** The renames last through a power failure only if the directory is forced as well. */
  private void forceDirectory() throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static String checksum(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
