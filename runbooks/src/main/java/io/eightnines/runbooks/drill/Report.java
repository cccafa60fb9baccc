package io.eightnines.runbooks.drill;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.eightnines.runbooks.load.Tally;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of a drill; as JSON it is read by machines, so members are only ever added.
 *
 * @param faultToDnsMs from the fault to the first of 30 answers in a row without the victim, on the
 *     slowest daemon of each trial
 * @param returnMs from the start of the mending to the first answer with the victim, on the slowest
 * @param measured other times, in milliseconds, by what they are
 * @param daemons each daemon by itself
 * @param beside each peer
 * @param seconds of the client's load; in the picture only
 */
@JsonPropertyOrder({"run", "passed"})
public record Report(
    @JsonUnwrapped Run run,
    Spread faultToDnsMs,
    Spread returnMs,
    @JsonProperty("measured_ms") Map<String, Spread> measured,
    List<Server> daemons,
    List<Server> beside,
    Tally.Figures client,
    Tally.Figures plainDns,
    List<Check> checks,
    List<Event> events,
    @JsonIgnore List<Tally.Second> seconds) {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * What was run.
   *
   * @param seed what the random moments and victims came from
   */
  public record Run(String drill, int trials, long seed, Load load) {}

  /**
   * What was asked for meanwhile.
   *
   * @param clientPerSecond draws through the client
   * @param plainPerSecond draws through plain HTTP following DNS
   * @param deadlineMs milliseconds after which a draw through the client has failed
   */
  public record Load(int clientPerSecond, int plainPerSecond, long deadlineMs) {}

  /**
   * A name server.
   *
   * @param missed trials in which its answers did not change in time
   * @param unanswered look-ups without an answer in time
   */
  public record Server(
      String name, Spread faultToDnsMs, int missed, long lookups, long unanswered) {}

  /**
   * A trial.
   *
   * @param atNanos elapsed time of the fault; only differences mean anything
   * @param times milliseconds from the fault until each server had changed
   */
  public record Event(
      int trial, String victims, @JsonIgnore long atNanos, Map<String, Double> times) {}

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

  /** The report as a page to look at, with pictures. */
  public String toHtml() {
    return Picture.of(this);
  }

  /** The report as a table for a person; a row with nothing measured is left out. */
  public String toTable() {
    Formatter table = new Formatter(Locale.ROOT);
    table.format("%n%s, %d trials, seed %d%n", run.drill(), run.trials(), run.seed());
    boolean timed = !faultToDnsMs.isEmpty() || !measured.isEmpty();
    if (timed) {
      table.format("%n  %-28s %10s %10s %10s%n", "milliseconds", "p50", "p99", "max");
    }
    spread(table, "fault to DNS, worst daemon", faultToDnsMs);
    daemons.forEach(server -> spread(table, "  " + server.name(), server.faultToDnsMs()));
    beside.forEach(server -> spread(table, "beside: " + server.name(), server.faultToDnsMs()));
    measured.forEach((what, spread) -> spread(table, what.replace('_', ' '), spread));
    table.format(
        "%n  %-28s %10s %10s %10s %10s %10s%n",
        "draws", "requests", "failed", "p50 ms", "p99 ms", "p99.9 ms");
    figures(table, "through the client", client);
    figures(table, "plain HTTP following DNS", plainDns);
    table.format("%n");
    daemons.stream()
        .filter(server -> server.lookups() > 0)
        .forEach(server ->
            table.format(
                "  look-ups of %s without an answer: %d of %d%n",
                server.name(), server.unanswered(), server.lookups()));
    table.format("%n");
    for (Check check : checks) {
      table.format("  %s %s: %s%n", check.passed() ? "ok  " : "FAIL", check.name(), check.detail());
    }
    table.format("%n%s%n", passed() ? "passed" : "FAILED");
    return table.toString();
  }

  private static void spread(Formatter table, String name, Spread spread) {
    if (!spread.isEmpty()) {
      table.format(
          "  %-28s %10.1f %10.1f %10.1f%n", name, spread.p50(), spread.p99(), spread.max());
    }
  }

  private static void figures(Formatter table, String name, Tally.Figures figures) {
    if (figures.requests() == 0) {
      return;
    }
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
