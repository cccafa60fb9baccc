package io.eightnines.runbooks.cost;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** The report as machines read it; members are only ever added. Dollars have six decimals. */
public final class CostJson {
  private final Map<String, Latency> latencies;

  public CostJson(Map<String, Latency> latencies) {
    this.latencies = Map.copyOf(latencies);
  }

  /** The whole report with every item. */
  public ObjectNode report(CostReport report, Comparison comparison) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    Demand demand = report.demand();
    root.putObject("demand")
        .put("calls_per_month", demand.callsPerMonth())
        .put("peak", demand.peak())
        .put("response_bytes", demand.responseBytes())
        .put("cached", demand.cached());
    ArrayNode regions = root.putArray("regions");
    report.places().forEach(place -> place(regions.addObject(), place));
    bill(root.putObject("dns"), report.dns());
    report.asWritten().ifPresent(usd -> root.put("as_written_usd_per_month", rounded(usd)));
    comparison(root.putObject("comparison"), comparison);
    return root;
  }

  private void place(ObjectNode node, CostReport.Place place) {
    node.put("region", place.region().id().text());
    node.put("calls_per_month", rounded(place.demand().callsPerMonth()));
    ArrayNode shapes = node.putArray("shapes");
    for (CostReport.Row row : place.rows()) {
      ObjectNode shape = shapes.addObject().put("shape", row.shape().kind());
      bill(shape, row.bill());
      if (row.bill() instanceof Bill.Priced priced) {
        shape.put("usd_per_million_calls", rounded(priced.perMillion(place.demand())));
      }
      latency(shape, place.region().cloud().word() + "/" + row.shape().kind());
    }
    place
        .crossing()
        .ifPresent(crossing -> {
          ObjectNode even =
              node.putObject("break_even")
                  .put("steady", crossing.steady().kind())
                  .put("by_call", crossing.byCall().kind());
          crossing
              .callsPerMonth()
              .ifPresent(calls -> even.put("calls_per_month", calls.setScale(0, RoundingMode.UP)));
        });
  }

  private void latency(ObjectNode shape, String key) {
    Latency measured = latencies.get(key);
    if (measured == null) {
      shape.put("latency", "not measured");
    } else {
      shape
          .putObject("latency")
          .put("p50_ms", measured.p50Ms())
          .put("p99_ms", measured.p99Ms())
          .put("source", measured.source());
    }
  }

  private static void bill(ObjectNode node, Bill bill) {
    switch (bill) {
      case Bill.NotPriced not -> node.put("not_priced", not.reason());
      case Bill.Priced priced -> {
        node.put("units", priced.units());
        node.put("shortfall", priced.shortfall());
        node.put("usd_per_month", rounded(priced.usd()));
        ArrayNode lines = node.putArray("lines");
        for (Line line : priced.lines()) {
          lines
              .addObject()
              .put("what", line.what())
              .put("formula", line.formula())
              .put("quantity", line.quantity())
              .put("unit", line.price().unit())
              .put("unit_usd", line.price().usd())
              .put("usd", rounded(line.usd()))
              .put("price", line.price().provenance());
        }
      }
    }
  }

  private static void comparison(ObjectNode node, Comparison comparison) {
    Comparison.Theirs theirs = Comparison.theirs();
    node.put("source", theirs.source()).put("region", theirs.region());
    ArrayNode rows = node.putArray("rows");
    for (Comparison.Row row : comparison.rows()) {
      ObjectNode one =
          rows.addObject()
              .put("shape", row.theirs().shape())
              .put("for", row.theirs().byCall() ? "a million calls" : "a month")
              .put(
                  "their_usd",
                  row.theirs().byCall() ? row.theirs().millionUsd() : row.theirs().monthUsd())
              .put("their_mean_ms", row.theirs().latencyMs());
      bill(one.putObject("ours"), row.ours());
    }
  }

  private static BigDecimal rounded(BigDecimal value) {
    return value.setScale(6, RoundingMode.HALF_UP);
  }
}
