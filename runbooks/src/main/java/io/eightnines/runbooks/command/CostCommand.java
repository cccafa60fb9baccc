package io.eightnines.runbooks.command;

import io.eightnines.runbooks.cost.Comparison;
import io.eightnines.runbooks.cost.CostJson;
import io.eightnines.runbooks.cost.CostPages;
import io.eightnines.runbooks.cost.CostReport;
import io.eightnines.runbooks.cost.Demand;
import io.eightnines.runbooks.cost.Latency;
import io.eightnines.runbooks.cost.PriceTable;
import io.eightnines.topology.Topology;
import io.eightnines.topology.TopologyFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what a topology costs. */
@Command(
    name = "cost",
    description =
        "What each deployment shape of a topology costs a month and per million calls, at list"
            + " prices, beside the latency where it has been measured.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:told",
      "1:a shape that stands first in its region cannot carry the demand",
      "2:wrong usage",
      "3:a file cannot be read or a value is out of bounds"
    })
final class CostCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Parameters(paramLabel = "TOPOLOGY", description = "A topology, as in topologies/.")
  Path file = Path.of("");

  @ArgGroup @Nullable Load load;

  /** How much is asked for: one of three ways to say it. */
  static final class Load {
    @Option(names = "--calls", paramLabel = "N", description = "Calls a month.")
    @Nullable BigDecimal calls;

    @Option(names = "--rate", paramLabel = "N", description = "Calls/s on average.")
    @Nullable BigDecimal rate;

    @Option(
        names = "--players",
        paramLabel = "N",
        description = "Players, each with 100 calls a day (default: 10000000).")
    @Nullable BigDecimal players;
  }

  @Option(
      names = "--peak",
      paramLabel = "X",
      description = "The busiest minute over the average (default: ${DEFAULT-VALUE}).")
  BigDecimal peak = BigDecimal.TWO;

  @Option(
      names = "--response-bytes",
      paramLabel = "N",
      description = "An answer on the wire, headers included (default: ${DEFAULT-VALUE}).")
  int responseBytes = 1500;

  @Option(
      names = "--cached",
      paramLabel = "SHARE",
      description =
          "Share of calls that the content network answers, 0 up to 1 (default:"
              + " ${DEFAULT-VALUE}).")
  BigDecimal cached = BigDecimal.ZERO;

  @Option(
      names = "--resolvers",
      paramLabel = "N",
      description =
          "Resolvers in the world that ask for the delegation again and again (default:"
              + " ${DEFAULT-VALUE}).")
  int resolvers = 10_000;

  @Option(
      names = "--latency",
      paramLabel = "CLOUD/SHAPE=FILE",
      description =
          "A drill's --json report as the measured latency of a shape, such as"
              + " local/container=report.json. May be given again.")
  Map<String, Path> latency = new LinkedHashMap<>();

  @Option(names = "--explain", description = "Show every item with its formula and its price.")
  boolean explain;

  @Option(names = "--json", description = "Print the report as JSON, with every item.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Topology topology = TopologyFile.read(file);
    PriceTable prices = PriceTable.standard();
    Demand demand = new Demand(callsPerMonth(), peak, responseBytes, cached);
    CostReport report = CostReport.of(topology, demand, prices, resolvers);
    Comparison comparison = new Comparison(prices);
    Map<String, Latency> measured = new LinkedHashMap<>();
    for (Map.Entry<String, Path> entry : latency.entrySet()) {
      measured.put(entry.getKey(), Latency.read(entry.getValue()));
    }
    if (json) {
      out.println(new CostJson(measured).report(report, comparison).toPrettyString());
    } else {
      CostPages pages = new CostPages(measured, explain);
      out.print(pages.text(report) + pages.comparison(comparison));
    }
    out.flush();
    return report.carries() ? 0 : Eightnines.FAILED;
  }

  private BigDecimal callsPerMonth() {
    if (load != null && load.calls != null) {
      return load.calls;
    }
    if (load != null && load.rate != null) {
      return Demand.callsAt(load.rate);
    }
    BigDecimal players =
        load == null || load.players == null ? new BigDecimal(10_000_000) : load.players;
    return Demand.callsOf(players);
  }
}
