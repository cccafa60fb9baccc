package io.eightnines.runbooks.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What calls took where somebody has measured it.
 *
 * @param p50Ms median in milliseconds
 * @param p99Ms in milliseconds
 * @param source the file with the measurement
 */
public record Latency(double p50Ms, double p99Ms, String source) {
  private static final int MAX_BYTES = 4 << 20;

  /**
   * Reads a drill's or a benchmark's report.
   *
   * @throws IOException if it has no {@code client.p50_ms} and {@code client.p99_ms}
   */
  public static Latency read(Path report) throws IOException {
    try (InputStream in = Files.newInputStream(report)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException(report + " is larger than " + MAX_BYTES + " bytes");
      }
      JsonNode client = new ObjectMapper().readTree(bytes).path("client");
      return new Latency(
          figure(report, client, "p50_ms"), figure(report, client, "p99_ms"), report.toString());
    }
  }

  private static double figure(Path report, JsonNode client, String key) throws IOException {
    JsonNode value = client.path(key);
    if (!value.isNumber() || value.doubleValue() < 0) {
      throw new IOException(
          report + ": client." + key + " is " + value + ", expected milliseconds, 0 or more");
    }
    return value.doubleValue();
  }
}
