package io.eightnines.runbooks.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a backup holds.
 *
 * @param format 1
 * @param madeAt when copying began, as ISO 8601 in UTC
 * @param files every file but the manifest itself
 */
public record Manifest(int format, String madeAt, List<Entry> files) {
  static final String FILE = "manifest.json";
  static final int FORMAT = 1;

  private static final int MAX_BYTES = 16 << 20;
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

  /**
   * A file.
   *
   * @param path with slashes, below the backup's folder
   * @param note what is worth knowing about it
   */
  public record Entry(String path, long bytes, String sha256, String note) {
    /** No way out of the folder: every part begins with a letter or digit. */
    private static final Pattern PATH =
        Pattern.compile("[a-z0-9][A-Za-z0-9._-]*(/[a-z0-9][A-Za-z0-9._-]*){0,4}");

    public Entry {
      if (!PATH.matcher(path).matches()) {
        throw new IllegalArgumentException("path is \"" + path + "\", expected one in the backup");
      }
      if (bytes < 0 || !sha256.matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException(path + ": expected a size and 64 hexadecimal digits");
      }
    }
  }

  public Manifest {
    if (format != FORMAT) {
      throw new IllegalArgumentException("format is " + format + ", expected " + FORMAT);
    }
    files = List.copyOf(files);
    if (files.stream().map(Entry::path).distinct().count() != files.size()) {
      throw new IllegalArgumentException("files has a path twice, expected each once");
    }
  }

  /** Reads the manifest in a backup's folder. */
  static Manifest read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new BackupException(folder + " is no backup: it has no " + FILE);
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new BackupException(file + " is larger than " + MAX_BYTES + " bytes");
      }
      return JSON.readValue(bytes, Manifest.class);
    } catch (JsonProcessingException e) {
      throw new BackupException(file + " is no manifest: " + e.getOriginalMessage());
    }
  }

  void write(Path folder) throws IOException {
    Files.write(folder.resolve(FILE), JSON.writeValueAsBytes(this));
  }

  /** The sum of all sizes. */
  public long bytes() {
    return files.stream().mapToLong(Entry::bytes).sum();
  }
}
