package io.eightnines.runbooks.cost;

import io.eightnines.runbooks.cost.Items.Factor;
import io.eightnines.topology.Cloud;
import io.eightnines.topology.Region;
import io.eightnines.topology.Shape;
import io.eightnines.topology.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Draws up the bill of one shape that carries a region's whole demand by itself. */
public final class ShapeCost {
  /** Game backends keep connections open; a load balancer counts each new one. */
  static final int CALLS_PER_CONNECTION = 100;

  /** New connections/s and GB/h of one load balancer capacity unit (AWS's definition). */
  private static final BigDecimal CONNECTIONS_PER_LCU = new BigDecimal(25);

  private static final Factor HOURS = new Factor(Demand.HOURS, "h");
  private static final Factor SECONDS = new Factor(Demand.SECONDS, "s");

  private final PriceTable prices;

  public ShapeCost(PriceTable prices) {
    this.prices = prices;
  }

  /**
   * The bill.
   *
   * @param demand on this region alone
   */
  public Bill bill(Region region, Shape shape, Demand demand) {
    if (region.cloud() == Cloud.LOCAL) {
      return new Bill.NotPriced("local machines have no list price");
    }
    Items items = new Items(prices, region.location().providerRegion());
    boolean aws = region.cloud() == Cloud.AWS;
    long needed = needed(shape, demand);
    long units = Math.clamp(needed, shape.count().min(), shape.count().max());
    switch (shape) {
      case Shape.Container _ when aws -> fargate(items, shape.unit(), units, 0);
      case Shape.Container _ -> alwaysOn(items, shape.unit(), units);
      case Shape.SpotContainer spot -> fargate(items, shape.unit(), units, spot.spotPercent());
      case Shape.Serverless _ when aws -> lambda(items, shape, demand);
      case Shape.Serverless _ -> cloudRun(items, shape, demand);
      case Shape.Beanstalk beanstalk -> machines(items, beanstalk.machine().text(), units);
      case Shape.Instance instance -> machines(items, instance.machine().text(), units);
      case Shape.Kubernetes kubernetes -> {
        items.add("control plane", "cluster.hour", HOURS);
        machines(items, kubernetes.machine().text(), units);
      }
    }
    boolean ownFront = aws && shape instanceof Shape.Serverless;
    if (!ownFront) {
      front(items, region, demand);
    }
    traffic(items, demand);
    return items.bill(units, Math.max(0, needed - shape.count().max()));
  }

  /** Units for the peak, but one at least. */
  private static long needed(Shape shape, Demand demand) {
    return demand
        .peakPerSecond()
        .divide(new BigDecimal(shape.unit().capacity()), 0, RoundingMode.CEILING)
        .max(BigDecimal.ONE)
        .longValueExact();
  }

  private static void fargate(Items items, Unit unit, long units, int spotPercent) {
    long spot = units * spotPercent / 100;
    fargate(items, "fargate", unit, units - spot);
    fargate(items, "fargate-spot", unit, spot);
  }

  private static void fargate(Items items, String kind, Unit unit, long tasks) {
    Factor count = Factor.of(tasks, "tasks");
    items.add(kind + " processors", kind + ".vcpu-hour", count, HOURS, vcpu(unit));
    items.add(kind + " memory", kind + ".gib-hour", count, HOURS, gib(unit));
  }

  private static void alwaysOn(Items items, Unit unit, long units) {
    Factor count = Factor.of(units, "instances");
    items.add("processors", "cloudrun.always-vcpu-second", count, SECONDS, vcpu(unit));
    items.add("memory", "cloudrun.always-gib-second", count, SECONDS, gib(unit));
  }

  /** A function instance serves one call at a time, so its capacity tells a call's duration. */
  private static void lambda(Items items, Shape shape, Demand demand) {
    Factor calls = new Factor(demand.atOrigin(), "calls");
    items.add("function calls", "lambda.request", calls);
    items.add("function memory", "lambda.gib-second", calls, duration(shape), gib(shape.unit()));
    items.add(
        "kept warm",
        "lambda.warm-gib-second",
        Factor.of(shape.count().min(), "instances"),
        SECONDS,
        gib(shape.unit()));
    items.add("HTTP gateway", "apigateway.request", calls);
  }

  /** Instances in full use; those kept warm are billed as if in use, which is an upper bound. */
  private static void cloudRun(Items items, Shape shape, Demand demand) {
    BigDecimal busy =
        demand
            .atOrigin()
            .divide(new BigDecimal(shape.unit().capacity()), Demand.PRECISION)
            .max(Demand.SECONDS.multiply(new BigDecimal(shape.count().min())));
    Factor seconds = new Factor(busy, "instance-seconds");
    items.add("processors", "cloudrun.vcpu-second", seconds, vcpu(shape.unit()));
    items.add("memory", "cloudrun.gib-second", seconds, gib(shape.unit()));
    items.add("calls", "cloudrun.request", new Factor(demand.atOrigin(), "calls"));
  }

  private static void machines(Items items, String machine, long units) {
    items.add("machines", "machine." + machine, Factor.of(units, "machines"), HOURS);
  }

  private static void front(Items items, Region region, Demand demand) {
    items.add("load balancer", "balancer.hour", HOURS);
    if (region.cloud() == Cloud.GCP) {
      items.add("load balancer traffic", "balancer.gb", originGigabytes(demand));
      return;
    }
    items.add(
        "load balancer capacity", "balancer.lcu-hour", new Factor(lcus(demand), "LCU"), HOURS);
    items.add(
        "address translation",
        "nat.hour",
        Factor.of(region.location().zones().size(), "zones"),
        HOURS);
  }

  /** The larger of what connections and what bytes take. */
  static BigDecimal lcus(Demand demand) {
    BigDecimal connections =
        demand
            .atOrigin()
            .divide(Demand.SECONDS, Demand.PRECISION)
            .divide(new BigDecimal(CALLS_PER_CONNECTION), Demand.PRECISION)
            .divide(CONNECTIONS_PER_LCU, Demand.PRECISION);
    BigDecimal bytes = demand.gigabytes(demand.atOrigin()).divide(Demand.HOURS, Demand.PRECISION);
    return connections.max(bytes);
  }

  private static void traffic(Items items, Demand demand) {
    items.add("traffic to the internet", "egress.gb", originGigabytes(demand));
    items.add("cached calls", "cdn.request", new Factor(demand.atEdge(), "calls"));
    items.add("cached traffic", "cdn.gb", new Factor(demand.gigabytes(demand.atEdge()), "GB"));
  }

  private static Factor originGigabytes(Demand demand) {
    return new Factor(demand.gigabytes(demand.atOrigin()), "GB");
  }

  private static Factor duration(Shape shape) {
    BigDecimal seconds =
        BigDecimal.ONE.divide(new BigDecimal(shape.unit().capacity()), Demand.PRECISION);
    return new Factor(seconds, "s");
  }

  private static Factor vcpu(Unit unit) {
    return new Factor(BigDecimal.valueOf(unit.vcpu()), "vCPU");
  }

  private static Factor gib(Unit unit) {
    return new Factor(
        new BigDecimal(unit.memoryMib()).divide(new BigDecimal(1024), Demand.PRECISION), "GiB");
  }
}
