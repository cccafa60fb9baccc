package io.eightnines.cdktf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eightnines.cdktf.rules.HouseRules;
import io.eightnines.cdktf.rules.Stack;
import io.eightnines.cdktf.rules.Violation;
import io.eightnines.topology.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Synthesised stacks that nobody can apply yet. They are written out once they obey the rules. */
record Draft(List<Stack> stacks) {
  private static final String FILE = "cdk.tf.json";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(
              SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.INDENT_OUTPUT)
          .build();

  static Draft read(Path folder) throws IOException {
    var stacks = new ArrayList<Stack>();
    try (var folders = Files.list(folder)) {
      for (var stack : folders.sorted().toList()) {
        stacks.add(
            new Stack(stack.getFileName().toString(), JSON.readTree(stack.resolve(FILE).toFile())));
      }
    }
    return new Draft(List.copyOf(stacks));
  }

  /**
   * The draft itself.
   *
   * @throws IllegalStateException with one line per violation
   */
  Draft obeying(List<Site> sites) {
    refuse("the stacks", HouseRules.check(stacks, sites));
    return this;
  }

  /**
   * Ends synthesis if there are violations.
   *
   * @throws IllegalStateException with one line per violation
   */
  static void refuse(String what, List<Violation> violations) {
    if (!violations.isEmpty()) {
      throw new IllegalStateException(
          violations.stream()
              .map(violation -> "\n  " + violation)
              .collect(Collectors.joining("", what + " break the rules:", "")));
    }
  }

  /** Writes each stack with sorted keys: equal stacks give equal bytes. */
  void write(Path folder) throws IOException {
    for (var stack : stacks) {
      var file = folder.resolve(stack.name()).resolve(FILE);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text(stack.json()));
    }
  }

  static String text(JsonNode json) throws IOException {
    // Only maps are sorted, and not the nodes that a reader makes.
    return JSON.writeValueAsString(JSON.treeToValue(json, Object.class)) + "\n";
  }

  static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
