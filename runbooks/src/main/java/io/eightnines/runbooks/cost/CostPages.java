package io.eightnines.runbooks.cost;

import io.eightnines.runbooks.operate.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The report as people read it. Dollars have two decimals, and four where they are few. */
public final class CostPages {
  private final Map<String, Latency> latencies;
  private final boolean explain;

  /**
   * Makes pages.
   *
   * @param latencies measured, by cloud and shape as in {@code aws/container}
   * @param explain whether every item is shown with its formula and its price
   */
  public CostPages(Map<String, Latency> latencies, boolean explain) {
    this.latencies = Map.copyOf(latencies);
    this.explain = explain;
  }

  /** The whole report. */
  public String text(CostReport report) {
    return head(report.demand())
        + report.places().stream().map(this::place).collect(Collectors.joining())
        + "\nDNS at a provider: "
        + amount(report.dns())
        + (explain ? "\n" + items(report.dns()) : "\n")
        + report
            .asWritten()
            .map(usd -> "As written (the first shape of each region, and DNS): " + usd(usd))
            .orElse("As written: not priced, for one of its parts is not")
        + " a month.\n";
  }

  private static String head(Demand demand) {
    return """
    %s calls a month (%s/s on average, peak %s times that), answers of %d bytes, %s %% cached.
    US dollars at list prices, first tier, no free tier, no discount; units of the peak run all month.
    """
        .formatted(
            grouped(demand.callsPerMonth()),
            grouped(demand.perSecond()),
            demand.peak().toPlainString(),
            demand.responseBytes(),
            demand.cached().movePointRight(2).stripTrailingZeros().toPlainString());
  }

  private String place(CostReport.Place place) {
    Table table =
        new Table("shape", "units", "USD a month", "USD per million calls", "p50, p99", "remarks");
    StringBuilder details = new StringBuilder();
    for (CostReport.Row row : place.rows()) {
      row(table, place, row);
      if (explain) {
        details.append("\n  ").append(row.shape().kind()).append(":\n").append(items(row.bill()));
      }
    }
    return "\n%s (%s %s), %s calls a month, %s/s on average:\n%s%s%s"
        .formatted(
            place.region().id(),
            place.region().cloud().word(),
            place.region().location().providerRegion(),
            grouped(place.demand().callsPerMonth()),
            grouped(place.demand().perSecond()),
            table.text().indent(2),
            place.crossing().map(crossing -> crossing(place.demand(), crossing)).orElse(""),
            details);
  }

  private void row(Table table, CostReport.Place place, CostReport.Row row) {
    String kind = row.shape().kind();
    Latency measured = latencies.get(place.region().cloud().word() + "/" + kind);
    String latency = latency(measured);
    switch (row.bill()) {
      case Bill.Priced priced ->
          table.row(
              kind,
              priced.units(),
              usd(priced.usd()),
              usd(priced.perMillion(place.demand())),
              latency,
              remarks(priced));
      case Bill.NotPriced not -> table.row(kind, "-", "-", "-", latency, not.reason());
    }
  }

  private static String remarks(Bill.Priced priced) {
    String shortfall =
        priced.shortfall() == 0
            ? ""
            : "CANNOT CARRY the peak: " + priced.shortfall() + " units beyond its max. ";
    return shortfall + unverified(priced.unverified());
  }

  private static String unverified(long prices) {
    return switch (Math.toIntExact(prices)) {
      case 0 -> "";
      case 1 -> "1 price unverified";
      default -> prices + " prices unverified";
    };
  }

  private static String crossing(Demand demand, CostReport.Crossing crossing) {
    String pair = crossing.steady().kind() + " than " + crossing.byCall().kind();
    return crossing
        .callsPerMonth()
        .map(calls ->
            "  Break-even: cheaper as %s from %s calls a month on (%s/s on average).\n"
                .formatted(pair, grouped(calls), grouped(demand.withCalls(calls).perSecond())))
        .orElse("  Break-even: none between no load and the largest count of " + pair + ".\n");
  }

  private static String items(Bill bill) {
    if (!(bill instanceof Bill.Priced priced)) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    for (Line line : priced.lines()) {
      text.append(
          "    %s: %s × %s USD per %s = %s  [%s]\n"
              .formatted(
                  line.what(),
                  line.formula(),
                  line.price().usd().toPlainString(),
                  line.price().unit(),
                  usd(line.usd()),
                  line.price().provenance()));
    }
    return text.toString();
  }

  /** The comparison with what others state. */
  public String comparison(Comparison comparison) {
    Comparison.Theirs theirs = Comparison.theirs();
    Table table =
        new Table(
            "smallest of its kind", "their USD", "our USD", "for", "their mean", "ours", "remarks");
    StringBuilder details = new StringBuilder();
    for (Comparison.Row row : comparison.rows()) {
      Comparison.Stated stated = row.theirs();
      BigDecimal their = stated.byCall() ? stated.millionUsd() : stated.monthUsd();
      Latency measured = latencies.get("aws/" + stated.shape());
      table.row(
          stated.shape(),
          their == null ? "not stated" : usd(their),
          amount(row.ours()),
          stated.byCall() ? "a million calls" : "a month",
          stated.latencyMs() + " ms",
          latency(measured),
          row.ours() instanceof Bill.Priced priced ? remarks(priced) : "");
      if (explain) {
        details.append("\n  ").append(stated.shape()).append(":\n").append(items(row.ours()));
      }
    }
    return "\nTheirs: %s, prices of %s. Ours: prices of us-east-1; both without load balancer and traffic:\n%s%s"
        .formatted(theirs.source(), theirs.region(), table.text().indent(2), details);
  }

  static String latency(@Nullable Latency measured) {
    return measured == null
        ? "not measured"
        : String.format(Locale.ROOT, "%.1f ms, %.1f ms", measured.p50Ms(), measured.p99Ms());
  }

  private static String amount(Bill bill) {
    return switch (bill) {
      case Bill.Priced priced -> usd(priced.usd());
      case Bill.NotPriced not -> not.reason();
    };
  }

  /** Half up, to cents; to a hundredth of a cent below ten cents. */
  static String usd(BigDecimal usd) {
    int scale = usd.abs().compareTo(new BigDecimal("0.1")) < 0 ? 4 : 2;
    return String.format(
        Locale.ROOT, "%,." + scale + "f", usd.setScale(scale, RoundingMode.HALF_UP));
  }

  private static String grouped(BigDecimal value) {
    int scale = value.compareTo(new BigDecimal(100)) < 0 ? 1 : 0;
    return String.format(Locale.ROOT, "%,." + scale + "f", value);
  }
}
