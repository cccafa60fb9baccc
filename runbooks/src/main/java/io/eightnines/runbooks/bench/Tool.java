package io.eightnines.runbooks.bench;

import io.eightnines.runbooks.fault.NotPossibleHereException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A program of this machine. */
final class Tool {
  private Tool() {}

  /**
   * Finds a program on the path.
   *
   * @throws NotPossibleHereException if it is not installed
   */
  static Path find(String name, String debianPackage) {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    for (String folder : path.split(Pattern.quote(File.pathSeparator), -1)) {
      Path file = Path.of(folder, name);
      if (Files.isExecutable(file)) {
        return file;
      }
    }
    throw new NotPossibleHereException(
        "%s is not on the path (Debian: %s)".formatted(name, debianPackage));
  }
}
