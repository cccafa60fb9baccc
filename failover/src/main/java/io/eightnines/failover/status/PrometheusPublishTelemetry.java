package io.eightnines.failover.status;

import io.eightnines.failover.publish.ProviderPublisher.Outcome;
import io.eightnines.failover.publish.PublishTelemetry;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import java.time.Duration;
import java.util.Locale;

/** Counts what publishers do, for Prometheus; names begin with {@code failover_publisher_}. */
public final class PrometheusPublishTelemetry implements PublishTelemetry {
  /** From an update on one network to a provider that takes minutes. */
  private static final double[] SECONDS = {
    .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 120, 300
  };

  private static final double NANOS = 1e9;

  private final Counter rounds;
  private final Histogram accepted;
  private final Histogram settled;
  private final Histogram visible;
  private final Gauge wanted;
  private final Gauge served;
  private final Counter failures;

  public PrometheusPublishTelemetry(CollectorRegistry registry) {
    rounds =
        Counter.build("failover_publisher_rounds_total", "Rounds with a provider by their end.")
            .labelNames("publisher", "outcome")
            .register(registry);
    accepted =
        histogram(
            registry,
            "accepted",
            "From plan in service here until the provider had taken it.",
            "publisher");
    settled =
        histogram(
            registry,
            "settled",
            "From taken until the provider said that all its name servers have it.",
            "publisher");
    visible =
        histogram(
            registry,
            "visible",
            "From plan in service here until a name server answered it.",
            "publisher",
            "server");
    wanted = gauge(registry, "wanted_generation", "Generation of the newest plan.");
    served = gauge(registry, "served_generation", "Generation at the provider, when last read.");
    failures =
        Counter.build("failover_publisher_internal_errors_total", "Rounds that threw.")
            .labelNames("publisher")
            .register(registry);
  }

  private static Histogram histogram(
      CollectorRegistry registry, String name, String help, String... labels) {
    return Histogram.build("failover_publisher_" + name + "_seconds", help)
        .labelNames(labels)
        .buckets(SECONDS)
        .register(registry);
  }

  private static Gauge gauge(CollectorRegistry registry, String name, String help) {
    return Gauge.build("failover_publisher_" + name, help)
        .labelNames("publisher")
        .register(registry);
  }

  @Override
  public void ended(String publisher, long generation, Outcome outcome) {
    String end =
        switch (outcome) {
          case Outcome.Failed failed -> failed.trouble().kind().name();
          case Outcome.Written w -> "WRITTEN";
          case Outcome.Current c -> "CURRENT";
          case Outcome.Overtaken o -> "OVERTAKEN";
          case Outcome.Drifted d -> "DRIFTED";
        };
    rounds.labels(publisher, end.toLowerCase(Locale.ROOT)).inc();
  }

  @Override
  public void accepted(String publisher, Duration time) {
    accepted.labels(publisher).observe(time.toNanos() / NANOS);
  }

  @Override
  public void settled(String publisher, Duration time) {
    settled.labels(publisher).observe(time.toNanos() / NANOS);
  }

  @Override
  public void visible(String publisher, String server, long generation, Duration time) {
    visible.labels(publisher, server).observe(time.toNanos() / NANOS);
  }

  @Override
  public void generations(String publisher, long newest, long atProvider) {
    wanted.labels(publisher).set((double) newest);
    served.labels(publisher).set((double) atProvider);
  }

  @Override
  public void failed(String publisher, Exception e) {
    failures.labels(publisher).inc();
  }
}
