package io.eightnines.runbooks.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.eightnines.runbooks.drill.Check;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/** What a benchmark measured; as JSON it is read by machines, so members are only ever added. */
@JsonPropertyOrder({"bench", "passed"})
public interface BenchReport {
  /** What was measured. */
  @JsonProperty
  String bench();

  /** What must hold. */
  List<Check> checks();

  /** Whether every check passed. */
  @JsonProperty
  default boolean passed() {
    return checks().stream().allMatch(Check::passed);
  }

  /** Writes the figures for a person. */
  void appendFigures(Formatter table);

  /** The report as JSON. */
  default String toJson() {
    return Json.of(this);
  }

  /** The report as a table for a person, with the checks at its end. */
  default String toTable() {
    Formatter table = new Formatter(Locale.ROOT);
    appendFigures(table);
    for (Check check : checks()) {
      table.format("  %s %s: %s%n", check.passed() ? "ok  " : "FAIL", check.name(), check.detail());
    }
    table.format("%n%s%n", passed() ? "passed" : "FAILED");
    return table.toString();
  }
}
