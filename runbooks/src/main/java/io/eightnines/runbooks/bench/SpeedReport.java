package io.eightnines.runbooks.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.eightnines.runbooks.drill.Check;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * How fast each name server answered; as JSON it is read by machines, so members are only ever
 * added.
 *
 * @param ours the first of the servers is ours
 * @param ratios our answers a second over those of each peer
 */
@JsonPropertyOrder({"bench", "passed"})
public record SpeedReport(
    Run run, List<Server> servers, Map<String, Double> ratios, Pauses ours, List<Check> checks) {
  /** What was run. */
  public record Run(int rounds, int seconds, int pacedPerSecond) {}

  /**
   * One server.
   *
   * @param perSecond answers a second, the median of all rounds
   * @param cpuMicros of processor time for one answer, of all rounds together
   */
  public record Server(
      String name,
      double perSecond,
      List<Double> rounds,
      long lost,
      double cpuMicros,
      Times flatOut,
      Times paced) {}

  /** Microseconds from query to answer. */
  public record Times(long p50Micros, long p99Micros) {
    static Times of(Histogram micros) {
      return new Times(micros.getValueAtPercentile(50), micros.getValueAtPercentile(99));
    }
  }

  /** What our daemon's JVM stood still for during a load at full speed. */
  public record Pauses(
      int seconds, long collections, long full, double longestMs, double peakMegabytes) {}

  /** What was measured. */
  @JsonProperty
  public String bench() {
    return "dns";
  }

  /** Whether every check passed. */
  @JsonProperty
  public boolean passed() {
    return checks.stream().allMatch(Check::passed);
  }

  /** The report as JSON. */
  public String toJson() {
    return Json.of(this);
  }

  /** The report as a table for a person. */
  public String toTable() {
    Formatter table = new Formatter(Locale.ROOT);
    table.format(
        "%n  %-10s %11s %10s %8s %11s %11s %11s %11s%n",
        "answers", "a second", "us of cpu", "lost", "p50 us", "p99 us", "paced p50", "paced p99");
    for (Server server : servers) {
      table.format(
          "  %-10s %11.0f %10.1f %8d %11d %11d %11d %11d%n",
          server.name(),
          server.perSecond(),
          server.cpuMicros(),
          server.lost(),
          server.flatOut().p50Micros(),
          server.flatOut().p99Micros(),
          server.paced().p50Micros(),
          server.paced().p99Micros());
    }
    table.format("%n");
    ratios.forEach((peer, ratio) -> table.format("  %.2f times %s%n", ratio, peer));
    table.format(
        "  our JVM in %d s at full speed: %d collections, %d full, longest stop %.1f ms, peak %.0f"
            + " MB%n%n",
        ours.seconds(), ours.collections(), ours.full(), ours.longestMs(), ours.peakMegabytes());
    Json.appendChecks(table, checks);
    return table.toString();
  }
}
