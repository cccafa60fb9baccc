package io.eightnines.runbooks.drill;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.eightnines.runbooks.load.Tally;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/**
 * What came of a drill; as JSON it is read by machines, so members are only ever added.
 *
 * @param seed what the random moments and victims came from
 * @param faultToDnsMs from the fault to the first of 30 answers in a row without the victim
 * @param returnMs from the start of the mending to the first answer with the victim
 * @param dnsLookupsUnanswered look-ups of the watching, within 1 s each
 */
@JsonPropertyOrder({"drill", "trials", "passed"})
public record Report(
    String drill,
    int trials,
    long seed,
    Spread faultToDnsMs,
    Spread returnMs,
    Tally.Figures client,
    Tally.Figures plainDns,
    String dnsLookupsUnanswered,
    List<Check> checks) {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT);

  /** Whether every check passed. */
  @JsonProperty
  public boolean passed() {
    return checks.stream().allMatch(Check::passed);
  }

  /** The report as JSON. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report is plain values", e);
    }
  }

  /** The report as a table for a person. */
  public String toTable() {
    Formatter table = new Formatter(Locale.ROOT);
    table.format("%n%s, %d trials, seed %d%n", drill, trials, seed);
    table.format("%n  %-28s %10s %10s %10s%n", "milliseconds", "p50", "p99", "max");
    spread(table, "fault to DNS without it", faultToDnsMs);
    spread(table, "mending to DNS with it", returnMs);
    table.format(
        "%n  %-28s %10s %10s %10s %10s %10s%n",
        "draws", "requests", "failed", "p50 ms", "p99 ms", "p99.9 ms");
    figures(table, "through the client", client);
    figures(table, "plain HTTP following DNS", plainDns);
    table.format("%n  look-ups of the name server without an answer: %s%n%n", dnsLookupsUnanswered);
    for (Check check : checks) {
      table.format("  %s %s: %s%n", check.passed() ? "ok  " : "FAIL", check.name(), check.detail());
    }
    table.format("%n%s%n", passed() ? "passed" : "FAILED");
    return table.toString();
  }

  private static void spread(Formatter table, String name, Spread spread) {
    table.format("  %-28s %10.1f %10.1f %10.1f%n", name, spread.p50(), spread.p99(), spread.max());
  }

  private static void figures(Formatter table, String name, Tally.Figures figures) {
    table.format(
        "  %-28s %10d %10d %10.1f %10.1f %10.1f%n",
        name,
        figures.requests(),
        figures.failed(),
        figures.p50Ms(),
        figures.p99Ms(),
        figures.p999Ms());
    figures.reasons().stream().limit(3).forEach(reason -> table.format("    failed: %s%n", reason));
  }
}
