package io.eightnines.runbooks.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.eightnines.runbooks.drill.Check;
import java.util.Formatter;
import java.util.List;

/** How a report is written, for machines and at its end for people. */
final class Json {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT);

  private Json() {}

  static String of(Object report) {
    try {
      return JSON.writeValueAsString(report) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report is plain values", e);
    }
  }

  static void appendChecks(Formatter table, List<Check> checks) {
    for (Check check : checks) {
      table.format("  %s %s: %s%n", check.passed() ? "ok  " : "FAIL", check.name(), check.detail());
    }
    boolean passed = checks.stream().allMatch(Check::passed);
    table.format("%n%s%n", passed ? "passed" : "FAILED");
  }
}
