package io.eightnines.topology;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a topology from YAML, or refuses it with every fault found. */
public final class TopologyFile {
  /** A hundred times the largest topology in use; a larger file is a mistake or an attack. */
  public static final int MAX_BYTES = 256 * 1024;

  private TopologyFile() {}

  /**
   * Reads a file.
   *
   * @throws InvalidTopologyException if it holds no valid topology; the message has one line for
   *     each fault
   * @throws IOException if it cannot be read
   */
  public static Topology read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return parse(in.readNBytes(MAX_BYTES + 1));
    }
  }

  /**
   * Reads UTF-8 text.
   *
   * @throws InvalidTopologyException if it holds no valid topology
   */
  public static Topology parse(byte[] yaml) {
    if (yaml.length > MAX_BYTES) {
      throw new InvalidTopologyException(
          List.of(new Problem("", "a larger file", "at most " + MAX_BYTES + " bytes")));
    }
    ObjectNode root = StrictYaml.read(yaml);
    List<Problem> problems = new ArrayList<>();
    Field<Topology> topology = TopologyReader.topology(Section.root(root, problems));
    if (!problems.isEmpty()) {
      throw new InvalidTopologyException(problems);
    }
    return topology.get();
  }
}
