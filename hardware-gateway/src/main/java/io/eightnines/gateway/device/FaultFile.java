package io.eightnines.gateway.device;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file by which a drill switches a simulated device's fault: one line, see {@link
 * Fault#EXPECTED}. No file is no fault. A line that is none of these is a dead device: a drill that
 * is misspelt is to be noticed.
 */
final class FaultFile {

  private static final int MAX_BYTES = 100;

  private FaultFile() {}

  static Fault read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new Fault.Sound();
    }
    String line;
    try (var in = Files.newInputStream(file)) {
      line = new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip();
    }
    return Fault.parse(line)
        .orElseThrow(
            () -> new IOException("%s is '%s', expected %s".formatted(file, line, Fault.EXPECTED)));
  }
}
