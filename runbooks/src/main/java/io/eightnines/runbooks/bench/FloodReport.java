package io.eightnines.runbooks.bench;

import io.eightnines.runbooks.drill.Check;
import java.util.Formatter;
import java.util.List;

/** What a flood did. */
public record FloodReport(Flood flood, List<Client> clients, List<Check> checks)
    implements BenchReport {
  /**
   * The flood.
   *
   * @param perSecond queries that were really sent
   * @param amplification bytes that came back over bytes sent
   * @param worstAnswer the same of one answer and its query, the largest
   * @param dropped of the queries, without any answer
   */
  public record Flood(
      int seconds,
      int sources,
      int prefixes,
      double perSecond,
      double amplification,
      double worstAnswer,
      double dropped,
      double cpuMicrosPerQuery) {}

  /** One kind of well-behaved client. */
  public record Client(String name, long asked, long answered, long p50Micros, long p99Micros) {
    double share() {
      return asked == 0 ? 0 : (double) answered / asked;
    }
  }

  @Override
  public String bench() {
    return "flood";
  }

  @Override
  public void appendFigures(Formatter table) {
    table.format(
        "%n  %.0f queries a second for %d s from %d addresses in %d prefixes%n",
        flood.perSecond(), flood.seconds(), flood.sources(), flood.prefixes());
    table.format(
        "  bytes back per byte sent: %.2f, worst answer %.2f; %.0f %% without an answer; %.1f us"
            + " of cpu a query%n%n",
        flood.amplification(),
        flood.worstAnswer(),
        flood.dropped() * 100,
        flood.cpuMicrosPerQuery());
    table.format(
        "  %-44s %9s %9s %10s %10s%n", "well-behaved", "asked", "answered", "p50 us", "p99 us");
    for (Client client : clients) {
      table.format(
          "  %-44s %9d %9d %10d %10d%n",
          client.name(), client.asked(), client.answered(), client.p50Micros(), client.p99Micros());
    }
    table.format("%n");
  }
}
