package io.eightnines.runbooks.region;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a region of the local fleet is, as a file in the region's folder.
 *
 * @param command what runs it, with its arguments
 * @param log where its output is appended
 * @param base where its API answers
 * @param metrics where its metrics are
 */
public record RegionCard(String name, List<String> command, Path log, URI base, URI metrics) {
  private static final String FILE = "region.json";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private record Text(String name, List<String> command, String log, String base, String metrics) {}

  public RegionCard {
    checkName(name);
    command = List.copyOf(command);
  }

  static void checkName(String name) {
    if (!name.matches("[a-z0-9-]{1,63}")) {
      throw new IllegalArgumentException(
          "region is '" + name + "', expected 1 to 63 characters of a-z, 0-9 and hyphen");
    }
  }

  /** Where a fleet keeps what concerns one of its regions. */
  public static Path folder(Path fleet, String region) {
    checkName(region);
    return fleet.toAbsolutePath().normalize().resolve("regions").resolve(region);
  }

  /** Whether a fleet has a region that Terraform runs. */
  public static boolean exists(Path fleet, String region) {
    return Files.exists(folder(fleet, region).resolve(FILE));
  }

  /** Writes the file, in place of one that is there. */
  public void write(Path fleet) throws IOException {
    Path folder = Files.createDirectories(folder(fleet, name));
    JSON.writeValue(
        folder.resolve(FILE).toFile(),
        new Text(name, command, log.toString(), base.toString(), metrics.toString()));
  }

  /**
   * Reads the file of a region.
   *
   * @throws IOException if the fleet has no such region, or Terraform does not run it
   */
  public static RegionCard read(Path fleet, String region) throws IOException {
    Path file = folder(fleet, region).resolve(FILE);
    if (Files.notExists(file)) {
      throw new IOException(
          "region is '%s', expected one of a fleet whose regions Terraform runs; there is no %s"
              .formatted(region, file));
    }
    Text text = JSON.readValue(file.toFile(), Text.class);
    return new RegionCard(
        text.name(),
        text.command(),
        Path.of(text.log()),
        URI.create(text.base()),
        URI.create(text.metrics()));
  }
}
