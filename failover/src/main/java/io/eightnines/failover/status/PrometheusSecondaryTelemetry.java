package io.eightnines.failover.status;

import io.eightnines.failover.dns.transfer.Transfers;
import io.eightnines.failover.publish.secondary.SecondaryTelemetry;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import java.time.Duration;
import java.util.Locale;

/** Counts transfers and notifications, for Prometheus; all are labelled with the secondary. */
public final class PrometheusSecondaryTelemetry implements SecondaryTelemetry {
  /** From a secondary on one network to one that is told again after a minute. */
  private static final double[] SECONDS = {
    .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 120, 300
  };

  private static final double NANOS = 1e9;
  private static final String LABEL = "secondary";

  private final Counter transfers;
  private final Counter notices;
  private final Histogram visible;
  private final Gauge here;
  private final Gauge there;
  private final Counter failures;

  public PrometheusSecondaryTelemetry(CollectorRegistry registry) {
    transfers =
        Counter.build("failover_transfers_total", "Transfers that secondaries asked for.")
            .labelNames(LABEL, "result")
            .register(registry);
    notices =
        Counter.build("failover_notices_total", "Notifications by whether they were heard.")
            .labelNames(LABEL, "heard")
            .register(registry);
    visible =
        Histogram.build(
                "failover_secondary_visible_seconds",
                "From a serial number's being served here until the secondary served it.")
            .labelNames(LABEL)
            .buckets(SECONDS)
            .register(registry);
    here = gauge(registry, "awaited", "Serial number that is served here.");
    there = gauge(registry, "served", "Serial number that the secondary served when last asked.");
    failures =
        Counter.build("failover_secondary_internal_errors_total", "Rounds that threw.")
            .labelNames(LABEL)
            .register(registry);
  }

  private static Gauge gauge(CollectorRegistry registry, String name, String help) {
    return Gauge.build("failover_secondary_" + name + "_serial", help)
        .labelNames(LABEL)
        .register(registry);
  }

  public void asked(String secondary, Transfers.Result result) {
    transfers.labels(secondary, result.name().toLowerCase(Locale.ROOT)).inc();
  }

  @Override
  public void notified(String secondary, boolean heard) {
    notices.labels(secondary, Boolean.toString(heard)).inc();
  }

  @Override
  public void visible(String secondary, Duration time) {
    visible.labels(secondary).observe(time.toNanos() / NANOS);
  }

  @Override
  public void serials(String secondary, long awaited, long served) {
    here.labels(secondary).set((double) awaited);
    there.labels(secondary).set((double) served);
  }

  @Override
  public void failed(String secondary, Exception e) {
    failures.labels(secondary).inc();
  }
}
