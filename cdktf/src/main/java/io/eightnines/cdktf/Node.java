package io.eightnines.cdktf;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The node program that the bindings will start. Looking for it beforehand turns the stack trace of
 * a failed start into a sentence.
 */
final class Node {
  private Node() {}

  /**
   * Finds node where the bindings look for it: {@code JSII_NODE} if set, else {@code PATH}.
   *
   * @throws IllegalStateException if there is none
   */
  static Path find(Map<String, String> environment) {
    var named = environment.get("JSII_NODE");
    if (named != null) {
      var program = Path.of(named);
      if (Files.isExecutable(program)) {
        return program;
      }
      throw new IllegalStateException(
          "JSII_NODE: %s; expected the path of an executable node 20 or newer".formatted(named));
    }
    var path = environment.getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, "node"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(
                "PATH: %s; expected a folder with node 20 or newer, or JSII_NODE to name it"
                    .formatted(path)));
  }
}
