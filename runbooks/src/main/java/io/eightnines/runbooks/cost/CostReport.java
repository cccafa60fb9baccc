package io.eightnines.runbooks.cost;

import io.eightnines.runbooks.cost.Items.Factor;
import io.eightnines.topology.Region;
import io.eightnines.topology.Shape;
import io.eightnines.topology.Topology;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a topology costs under a demand: every shape of every region, as if it carried the region's
 * share of the demand by itself. Shares go by capacity.
 *
 * @param demand on the whole service
 * @param places the regions, in the topology's order
 * @param dns the organisation's zone at a provider; the service's own is served by failover
 */
public record CostReport(Demand demand, List<Place> places, Bill dns) {
  /**
   * A region.
   *
   * @param demand the region's share
   */
  public record Place(Region region, Demand demand, List<Row> rows, Optional<Crossing> crossing) {}

  /** A shape and its bill. */
  public record Row(Shape shape, Bill bill) {}

  /**
   * Where containers begin to cost less than functions.
   *
   * @param callsPerMonth on the region; empty if one of both always costs less
   */
  public record Crossing(Shape steady, Shape byCall, Optional<BigDecimal> callsPerMonth) {}

  /**
   * Draws up the report.
   *
   * @param resolvers how many resolvers in the world ask for the service's delegation again and
   *     again
   */
  public static CostReport of(Topology topology, Demand demand, PriceTable prices, int resolvers) {
    ShapeCost cost = new ShapeCost(prices);
    long capacity = topology.regions().stream().mapToLong(Region::capacity).sum();
    List<Place> places = new ArrayList<>();
    for (Region region : topology.regions()) {
      BigDecimal calls =
          demand
              .callsPerMonth()
              .multiply(new BigDecimal(region.capacity()))
              .divide(new BigDecimal(capacity), Demand.PRECISION);
      places.add(place(region, demand.withCalls(calls), cost));
    }
    return new CostReport(demand, List.copyOf(places), dns(topology, prices, resolvers));
  }

  /** The first shape of every region and the zone, in US dollars a month, if all is priced. */
  public Optional<BigDecimal> asWritten() {
    BigDecimal sum = BigDecimal.ZERO;
    List<Bill> bills = new ArrayList<>(List.of(dns));
    places.forEach(place -> bills.add(place.rows().getFirst().bill()));
    for (Bill bill : bills) {
      if (!(bill instanceof Bill.Priced priced)) {
        return Optional.empty();
      }
      sum = sum.add(priced.usd());
    }
    return Optional.of(sum);
  }

  /** Whether the first shape of every region carries its share's peak, as far as it is priced. */
  public boolean carries() {
    return places.stream()
        .map(place -> place.rows().getFirst().bill())
        .noneMatch(bill -> bill instanceof Bill.Priced priced && priced.shortfall() > 0);
  }

  private static Place place(Region region, Demand share, ShapeCost cost) {
    List<Row> rows =
        region.shapes().stream()
            .map(shape -> new Row(shape, cost.bill(region, shape, share)))
            .toList();
    return new Place(region, share, rows, crossing(region, share, cost));
  }

  private static Optional<Crossing> crossing(Region region, Demand share, ShapeCost cost) {
    Optional<Shape> byCall = first(region, true);
    return first(region, false)
        .flatMap(steady ->
            byCall.map(function ->
                new Crossing(
                    steady,
                    function,
                    new BreakEven(cost).callsPerMonth(region, steady, function, share))));
  }

  private static Optional<Shape> first(Region region, boolean byCall) {
    return region.shapes().stream()
        .filter(shape -> shape instanceof Shape.Serverless == byCall)
        .findFirst();
  }

  private static Bill dns(Topology topology, PriceTable prices, int resolvers) {
    Items items = new Items(prices, PriceTable.GLOBAL);
    items.add("the organisation's zone", "dns.zone-month", Factor.of(1, "zone and month"));
    BigDecimal asked =
        Demand.SECONDS.divide(
            new BigDecimal(topology.service().delegationTtl().toSeconds()), Demand.PRECISION);
    items.add(
        "questions for the delegation",
        "dns.query",
        Factor.of(resolvers, "resolvers"),
        new Factor(asked, "questions"));
    return items.bill(1, 0);
  }
}
