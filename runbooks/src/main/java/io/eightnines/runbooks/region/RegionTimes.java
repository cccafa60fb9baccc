package io.eightnines.runbooks.region;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;

/** How long the starts and stops of a region took, told by the programs that did them. */
public final class RegionTimes {
  private final Path file;

  /** The times of a region. */
  public RegionTimes(Path fleet, String region) {
    this.file = RegionCard.folder(fleet, region).resolve("times");
  }

  /** Adds what this program did, from its own start to now. */
  public void add(String verb, Instant now) throws IOException {
    Instant began = ProcessHandle.current().info().startInstant().orElse(now);
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
