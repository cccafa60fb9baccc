package io.eightnines.runbooks.bench;

import io.eightnines.runbooks.drill.Check;
import java.util.Formatter;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * How fast each name server answered.
 *
 * @param ours the first of the servers is ours
 * @param ratios our answers a second over those of each peer
 */
public record SpeedReport(
    Run run, List<Server> servers, Map<String, Double> ratios, Pauses ours, List<Check> checks)
    implements BenchReport {
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

  @Override
  public String bench() {
    return "dns";
  }

  @Override
  public void appendFigures(Formatter table) {
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
  }
}
