package io.eightnines.api.metric;

import io.eightnines.api.draw.DrawCache;
import io.eightnines.api.gateway.Gateways;
import io.eightnines.client.channel.ChannelSnapshot;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;

/** Reads the way to the gateways when Prometheus asks. */
public final class GatewayCollector extends Collector {
  private static final List<String> SITE = List.of("site");

  private final Gateways gateways;
  private final DrawCache cache;

  /** Collects from these. */
  public GatewayCollector(Gateways gateways, DrawCache cache) {
    this.gateways = gateways;
    this.cache = cache;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    ChannelSnapshot channel = gateways.lanes();
    GaugeMetricFamily fit =
        new GaugeMetricFamily("eightnines_api_gateway_fit", "1 while the lane is fit.", SITE);
    CounterMetricFamily attempts =
        new CounterMetricFamily("eightnines_api_gateway_attempts", "Requests sent.", SITE);
    CounterMetricFamily failures =
        new CounterMetricFamily(
            "eightnines_api_gateway_failures", "Requests and probes that failed.", SITE);
    for (ChannelSnapshot.Lane lane : channel.lanes()) {
      List<String> site = List.of(lane.endpoint());
      fit.addMetric(site, lane.fit() ? 1 : 0);
      attempts.addMetric(site, (double) lane.attempts());
      failures.addMetric(site, (double) lane.failures());
    }
    return List.of(
        fit,
        attempts,
        failures,
        new CounterMetricFamily(
            "eightnines_api_gateway_hedges",
            "Attempts because another was slow.",
            (double) channel.hedges()),
        new CounterMetricFamily(
            "eightnines_api_gateway_retries",
            "Attempts because another failed.",
            (double) channel.retries()),
        new CounterMetricFamily(
            "eightnines_api_gateway_unpaid",
            "Attempts not made for lack of budget.",
            (double) channel.unpaid()),
        new GaugeMetricFamily(
            "eightnines_api_gateway_breaker_open",
            "1 while the breaker lets nothing through.",
            gateways.breakerState() == CircuitBreaker.State.OPEN ? 1 : 0),
        new GaugeMetricFamily(
            "eightnines_api_cached_draws", "Draws in memory.", (double) cache.size()));
  }
}
