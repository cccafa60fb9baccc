package io.eightnines.runbooks.bench;

import io.eightnines.runbooks.drill.Check;
import java.util.Formatter;
import java.util.List;
import org.HdrHistogram.Histogram;

/** How soon a plan that was put into service was answered, at each place that it is served from. */
public record PublishReport(int publishes, List<Place> places, List<Check> checks)
    implements BenchReport {
  /**
   * One place.
   *
   * @param acceptedP50Micros until the place had taken the plan
   */
  public record Place(
      String name,
      int visible,
      long acceptedP50Micros,
      long p50Micros,
      long p99Micros,
      long maxMicros) {
    static Place of(String name, Histogram accepted, Histogram visible) {
      return new Place(
          name,
          (int) visible.getTotalCount(),
          accepted.getValueAtPercentile(50),
          visible.getValueAtPercentile(50),
          visible.getValueAtPercentile(99),
          visible.getMaxValue());
    }
  }

  @Override
  public String bench() {
    return "publish";
  }

  @Override
  public void appendFigures(Formatter table) {
    table.format(
        "%n  %-10s %9s %13s %12s %12s %12s%n",
        "visible", "of " + publishes, "taken p50 us", "p50 us", "p99 us", "max us");
    for (Place place : places) {
      table.format(
          "  %-10s %9d %13d %12d %12d %12d%n",
          place.name(),
          place.visible(),
          place.acceptedP50Micros(),
          place.p50Micros(),
          place.p99Micros(),
          place.maxMicros());
    }
    table.format("%n  All on one machine: what a network adds is not in it.%n%n");
  }
}
