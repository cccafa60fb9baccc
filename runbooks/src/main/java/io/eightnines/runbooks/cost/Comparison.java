package io.eightnines.runbooks.cost;

import io.eightnines.runbooks.cost.Items.Factor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The smallest deployment of each kind, at our prices beside the figures that a public project
 * states for its own. Like theirs, without load balancer and traffic; figures that depend on load
 * are for a million calls.
 */
public final class Comparison {
  private static final String REGION = "us-east-1";
  private static final long MILLION = 1_000_000;

  /** What a small function takes, where nobody has measured ours. */
  private static final Factor DURATION = new Factor(new BigDecimal("0.05"), "s");

  private static final Factor MEMORY = new Factor(new BigDecimal("0.125"), "GiB");
  private static final Factor CALLS = Factor.of(MILLION, "calls");
  private static final Factor HOURS = new Factor(Demand.HOURS, "h");

  /**
   * What they state for a shape, in US dollars and milliseconds.
   *
   * @param latencyMs the mean of a call
   * @param monthUsd null where they state none
   * @param millionUsd null where they state none
   */
  public record Stated(
      String shape, int latencyMs, @Nullable BigDecimal monthUsd, @Nullable BigDecimal millionUsd) {
    /** Whether it costs by the call rather than by the month. */
    public boolean byCall() {
      return millionUsd != null;
    }
  }

  /** All that they state. */
  public record Theirs(String source, String region, List<Stated> rows) {
    public Theirs {
      rows = List.copyOf(rows);
    }
  }

  /** A shape of theirs and ours of the same kind. */
  public record Row(Stated theirs, Bill ours) {}

  private final PriceTable prices;

  public Comparison(PriceTable prices) {
    this.prices = prices;
  }

  /** What they state, as the repository has it. */
  public static Theirs theirs() {
    try (InputStream in = Comparison.class.getResourceAsStream("theirs.yml")) {
      return PriceTable.YAML.readValue(Objects.requireNonNull(in), Theirs.class);
    } catch (IOException e) {
      throw new UncheckedIOException("the figures to compare with cannot be read", e);
    }
  }

  /** Every shape of theirs, in their order. */
  public List<Row> rows() {
    return theirs().rows().stream().map(row -> new Row(row, ours(row.shape()))).toList();
  }

  private Bill ours(String shape) {
    Items items = new Items(prices, REGION);
    switch (shape) {
      case "ec2" -> items.add("machine", "machine.t3.micro", Factor.of(1, "machine"), HOURS);
      case "lambda-s3" -> {
        function(items);
        items.add("object written", "s3.put", CALLS);
        items.add("object read", "s3.get", CALLS);
      }
      case "lambda-dynamodb" -> {
        function(items);
        items.add("item written", "dynamodb.write", CALLS);
        items.add("item read", "dynamodb.read", CALLS);
      }
      case "fargate-spot" -> {
        Factor vcpu = new Factor(new BigDecimal("0.25"), "vCPU");
        items.add("processors", "fargate-spot.vcpu-hour", HOURS, vcpu);
        items.add(
            "memory", "fargate-spot.gib-hour", HOURS, new Factor(new BigDecimal("0.5"), "GiB"));
      }
      case "kubernetes" -> {
        items.add("control plane", "cluster.hour", HOURS);
        items.add("machine", "machine.m7g.large", Factor.of(1, "machine"), HOURS);
      }
      default -> {
        return new Bill.NotPriced("no shape of ours is like " + shape);
      }
    }
    return items.bill(1, 0);
  }

  private static void function(Items items) {
    items.add("function calls", "lambda.request", CALLS);
    items.add("function memory", "lambda.gib-second", CALLS, DURATION, MEMORY);
    items.add("HTTP gateway", "apigateway.request", CALLS);
  }
}
