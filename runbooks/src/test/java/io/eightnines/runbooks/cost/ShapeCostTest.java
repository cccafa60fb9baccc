package io.eightnines.runbooks.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eightnines.topology.Cidr;
import io.eightnines.topology.Cloud;
import io.eightnines.topology.Count;
import io.eightnines.topology.Location;
import io.eightnines.topology.MachineType;
import io.eightnines.topology.Network;
import io.eightnines.topology.Region;
import io.eightnines.topology.RegionId;
import io.eightnines.topology.Shape;
import io.eightnines.topology.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/**
 * Round prices, so that every expected figure can be worked out by hand; the workings are shown.
 */
class ShapeCostTest {
  private static final Unit TASK = new Unit(1, 2048, 500);
  private static final Count FEW = new Count(3, 18);
  private static final Shape CONTAINER = new Shape.Container(TASK, FEW);
  private static final Shape FUNCTION =
      new Shape.Serverless(new Unit(1, 1024, 20), new Count(0, 500));

  private static final ShapeCost COST = new ShapeCost(prices());

  /** 1000 calls/s, twice that at the peak, 1000 bytes each: 2628 GB a month. */
  private static final Demand DEMAND = demand("0");

  private static Demand demand(String cached) {
    return new Demand(
        Demand.callsAt(new BigDecimal(1000)), BigDecimal.TWO, 1000, new BigDecimal(cached));
  }

  private static PriceTable prices() {
    List<Price> rows = new ArrayList<>();
    String aws =
        """
        fargate.vcpu-hour 0.04
        fargate.gib-hour 0.004
        fargate-spot.vcpu-hour 0.012
        fargate-spot.gib-hour 0.001
        lambda.request 0.0000002
        lambda.gib-second 0.00001667
        lambda.warm-gib-second 0.000004
        apigateway.request 0.000001
        machine.m7g.large 0.08
        cluster.hour 0.1
        balancer.hour 0.02
        balancer.lcu-hour 0.008
        nat.hour 0.05
        egress.gb 0.1
        cdn.request 0.000001
        cdn.gb 0.08
        """;
    String gcp =
        """
        cloudrun.vcpu-second 0.000024
        cloudrun.gib-second 0.0000025
        cloudrun.request 0.0000004
        cloudrun.always-vcpu-second 0.000018
        cloudrun.always-gib-second 0.000002
        balancer.hour 0.025
        balancer.gb 0.008
        egress.gb 0.12
        """;
    aws.lines().forEach(line -> rows.add(price(line, "us-east-1")));
    gcp.lines().forEach(line -> rows.add(price(line, "us-east4")));
    return new PriceTable(rows);
  }

  private static Price price(String line, String region) {
    String[] words = line.split(" ", 2);
    return new Price(words[0], region, "unit", new BigDecimal(words[1]), "undated", null);
  }

  private static Region aws(Shape shape) {
    return region(Cloud.AWS, "us-east-1", List.of("us-east-1a", "us-east-1b"), shape);
  }

  private static Region gcp(Shape shape) {
    return region(Cloud.GCP, "us-east4", List.of("us-east4-a", "us-east4-b"), shape);
  }

  private static Region region(Cloud cloud, String name, List<String> zones, Shape shape) {
    return new Region(
        new RegionId("here"),
        new Location(cloud, name, zones),
        new Network(Cidr.parse("10.0.0.0/16"), List.of()),
        1,
        List.of(shape));
  }

  private static Bill.Priced priced(Region region, Demand demand) {
    Bill bill = COST.bill(region, region.shapes().getFirst(), demand);
    assertThat(bill).isInstanceOf(Bill.Priced.class);
    return (Bill.Priced) bill;
  }

  private static void assertCosts(Bill.Priced bill, String usd) {
    assertThat(bill.usd())
        .isCloseTo(new BigDecimal(usd), Assertions.within(new BigDecimal("1e-6")));
  }

  @Test
  void containers_cost_by_the_task_and_hour_and_so_do_their_front_and_traffic() {
    Bill.Priced bill = priced(aws(CONTAINER), DEMAND);

    // 2000/s over 500/s a task.
    assertThat(bill.units()).isEqualTo(4);
    // 4 × 730 h × 0.04 + 4 × 730 h × 2 GiB × 0.004 + 730 h × 0.02
    // + 3.6 GB/h × 730 h × 0.008 + 2 zones × 730 h × 0.05 + 2628 GB × 0.1
    // = 116.80 + 23.36 + 14.60 + 21.024 + 73.00 + 262.80
    assertCosts(bill, "511.584");
    assertThat(bill.perMillion(DEMAND).doubleValue())
        .isCloseTo(511.584 / 2628, Percentage.withPercentage(1e-9));
    assertThat(bill.lines().getFirst().formula()).isEqualTo("4 tasks × 730 h × 1 vCPU");
  }

  @Test
  void the_interruptible_share_costs_its_own_price() {
    Shape half = new Shape.SpotContainer(TASK, FEW, 50);

    // As above, but 2 tasks at 0.04 and 0.004 and 2 at 0.012 and 0.001:
    // 58.40 + 11.68 + 17.52 + 2.92 + 371.424
    assertCosts(priced(aws(half), DEMAND), "461.944");
  }

  @Test
  void functions_cost_by_the_call_and_its_duration() {
    Bill.Priced bill = priced(aws(FUNCTION), DEMAND);

    assertThat(bill.units()).isEqualTo(100);
    // 2.628e9 calls × 0.0000002 + 2.628e9 × 0.05 s × 1 GiB × 0.00001667 + 2.628e9 × 0.000001
    // + 2628 GB × 0.1 = 525.60 + 2190.438 + 2628.00 + 262.80
    assertCosts(bill, "5606.838");
  }

  @Test
  void functions_that_are_kept_warm_cost_all_month() {
    Shape warm = new Shape.Serverless(new Unit(1, 1024, 20), new Count(2, 500));

    // 2 × 2,628,000 s × 1 GiB × 0.000004 = 21.024 more
    assertCosts(priced(aws(warm), DEMAND), "5627.862");
  }

  @Test
  void instances_of_google_cost_by_their_seconds_in_full_use() {
    Shape run = new Shape.Serverless(new Unit(1, 1024, 250), new Count(2, 40));

    // 2.628e9 / 250 = 10,512,000 s: × 0.000024 + × 1 GiB × 0.0000025 + 2.628e9 × 0.0000004
    // + 730 h × 0.025 + 2628 GB × 0.008 + 2628 GB × 0.12
    // = 252.288 + 26.28 + 1051.20 + 18.25 + 21.024 + 315.36
    assertCosts(priced(gcp(run), DEMAND), "1684.402");
  }

  @Test
  void containers_of_google_cost_all_month() {
    // 4 × 2,628,000 s × (0.000018 + 2 GiB × 0.000002) + 18.25 + 21.024 + 315.36
    // = 189.216 + 42.048 + 354.634
    assertCosts(priced(gcp(CONTAINER), DEMAND), "585.898");
  }

  @Test
  void kubernetes_costs_its_control_plane_besides_its_machines() {
    MachineType machine = new MachineType("m7g.large");

    // 4 × 730 h × 0.08 = 233.60, and the front and traffic of containers, 371.424
    assertCosts(priced(aws(new Shape.Instance(machine, TASK, FEW)), DEMAND), "605.024");
    assertCosts(priced(aws(new Shape.Beanstalk(machine, TASK, FEW)), DEMAND), "605.024");
    // 730 h × 0.1 = 73.00 more
    assertCosts(priced(aws(new Shape.Kubernetes(machine, TASK, FEW)), DEMAND), "678.024");
  }

  @Test
  void what_is_cached_does_not_reach_the_shape() {
    // A quarter, 0.657e9 calls and 657 GB, at the edge: 657.00 + 52.56.
    // At the origin 1500/s at the peak, 3 tasks: 87.60 + 17.52 + 14.60
    // + 2.7 × 730 × 0.008 = 15.768 + 73.00 + 1971 GB × 0.1 = 197.10
    assertCosts(priced(aws(CONTAINER), demand("0.25")), "1115.148");
  }

  @Test
  void small_answers_on_many_connections_take_balancer_capacity_by_the_connection() {
    Demand small =
        new Demand(Demand.callsAt(new BigDecimal(5000)), BigDecimal.ONE, 10, BigDecimal.ZERO);

    // 5000/s over 100 calls a connection over 25 connections/s; bytes take 0.18.
    assertThat(ShapeCost.lcus(small)).isEqualByComparingTo("2");
  }

  @Test
  void a_peak_beyond_the_largest_count_is_told_and_priced_at_that_count() {
    Bill.Priced bill = priced(aws(new Shape.Container(TASK, new Count(1, 3))), DEMAND);

    assertThat(bill.units()).isEqualTo(3);
    assertThat(bill.shortfall()).isEqualTo(1);
  }

  @Test
  void the_least_count_runs_even_without_much_to_do() {
    assertThat(priced(aws(CONTAINER), DEMAND.withCalls(BigDecimal.ONE)).units()).isEqualTo(3);
  }

  @Test
  void what_has_no_price_is_not_priced_and_says_what_is_missing() {
    Shape spot = new Shape.SpotContainer(TASK, FEW, 50);

    assertThat(COST.bill(gcp(spot), spot, DEMAND))
        .isEqualTo(
            new Bill.NotPriced(
                "no price of fargate.vcpu-hour, fargate.gib-hour, fargate-spot.vcpu-hour,"
                    + " fargate-spot.gib-hour in us-east4"));
  }

  @Test
  void containers_begin_to_be_cheaper_where_their_fixed_cost_is_spread_over_enough_calls() {
    Shape one = new Shape.Container(new Unit(1, 2048, 1_000_000), new Count(1, 1));
    Demand tiny = new Demand(BigDecimal.ONE, BigDecimal.ONE, 1, BigDecimal.ZERO);

    BigDecimal calls =
        new BreakEven(COST).callsPerMonth(aws(one), one, FUNCTION, tiny).orElseThrow();

    // Fixed: 730 × (0.04 + 2 × 0.004 + 0.02 + 2 × 0.05) = 122.64. A call costs a function
    // 0.0000002 + 0.05 × 0.00001667 + 0.000001 = 0.0000020335 and a container, by connections,
    // 0.008 × 730 / 2,628,000 / 2500 = 0.00000000088889. The byte costs both the same.
    assertThat(calls.doubleValue())
        .isCloseTo(122.64 / (2.0335e-6 - 8.8889e-10), Percentage.withPercentage(0.01));
  }

  @Test
  void there_is_no_break_even_where_functions_always_cost_less() {
    Shape tiny = new Shape.Container(new Unit(1, 2048, 1), new Count(1, 2));

    assertThat(new BreakEven(COST).callsPerMonth(aws(tiny), tiny, FUNCTION, DEMAND)).isEmpty();
  }

  @Test
  void a_demand_out_of_bounds_is_refused() {
    assertThatThrownBy(() -> demand("1"))
        .hasMessage("cache share is 1, expected 0 up to but not 1");
    assertThatThrownBy(() -> DEMAND.withCalls(BigDecimal.ZERO))
        .hasMessage("calls a month is 0, expected more than 0");
  }

  @Test
  void ten_million_players_make_thirty_billion_calls_a_month() {
    assertThat(Demand.callsOf(new BigDecimal(10_000_000)).doubleValue())
        .isCloseTo(30.41667e9, Percentage.withPercentage(0.001));
  }
}
