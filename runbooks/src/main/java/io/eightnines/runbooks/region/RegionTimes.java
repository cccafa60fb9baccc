package io.eightnines.runbooks.region;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;

/** How long the starts and stops of a region took, told by the programs that did them. */
public final class RegionTimes {
  /** Environment variable: milliseconds since 1970 at which the program was started. */
  public static final String BEGAN = "EIGHTNINES_BEGAN_MILLIS";

  private final Path file;

  /** The times of a region. */
  public RegionTimes(Path fleet, String region) {
    this.file = RegionCard.folder(fleet, region).resolve("times");
  }

  /**
   * Adds what this program did, from its own start to now. The kernel tells the start to a second
   * only, so the script that started it says when that was.
   */
  public void add(String verb, Instant now) throws IOException {
    String said = System.getenv(BEGAN);
    Instant began = said == null ? now : Instant.ofEpochMilli(Long.parseLong(said));
    Files.writeString(
        file,
        "%s %s %d%n".formatted(now, verb, Math.max(0, Duration.between(began, now).toMillis())),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** Milliseconds of all starts and stops so far. */
  public long spentMillis() throws IOException {
    if (Files.notExists(file)) {
      return 0;
    }
    return Files.readAllLines(file).stream()
        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
