package io.eightnines.gateway.metric;

import io.eightnines.gateway.device.GuardedDevice;
import io.eightnines.gateway.entropy.Feed;
import io.eightnines.gateway.health.HealthState;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** How each generator stands at the moment of asking: its health, and each of its guards. */
public final class GeneratorCollector extends Collector {

  private final Supplier<List<Feed>> feeds;

  /** Shows the generators that there are when asked. */
  public GeneratorCollector(Supplier<List<Feed>> feeds) {
    this.feeds = feeds;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    List<Feed> now = feeds.get();
    List<GuardedDevice> devices = now.stream().map(Feed::device).toList();
    return List.of(
        health(now),
        states(devices),
        calls(devices),
        refused(devices),
        retries(devices),
        reads(devices));
  }

  private static MetricFamilySamples health(List<Feed> feeds) {
    GaugeMetricFamily family =
        new GaugeMetricFamily(
            "eightnines_generator_health",
            "1 for the state in which its health tests see it.",
            List.of("device", "state"));
    for (Feed feed : feeds) {
      for (HealthState state : HealthState.values()) {
        family.addMetric(
            List.of(feed.generator().id(), state.word()), feed.view().state() == state ? 1 : 0);
      }
    }
    return family;
  }

  private static MetricFamilySamples states(List<GuardedDevice> devices) {
    GaugeMetricFamily family =
        new GaugeMetricFamily(
            "eightnines_breaker_state",
            "1 for the state in which it is.",
            List.of("device", "state"));
    for (GuardedDevice device : devices) {
      CircuitBreaker breaker = device.breaker();
      for (CircuitBreaker.State state : CircuitBreaker.State.values()) {
        String name = state.name().toLowerCase(Locale.ROOT);
        family.addMetric(List.of(breaker.getName(), name), breaker.getState() == state ? 1 : 0);
      }
    }
    return family;
  }

  private static MetricFamilySamples calls(List<GuardedDevice> devices) {
    GaugeMetricFamily family =
        new GaugeMetricFamily(
            "eightnines_breaker_calls",
            "Attempts in the breaker's window.",
            List.of("device", "outcome"));
    for (GuardedDevice device : devices) {
      CircuitBreaker.Metrics metrics = device.breaker().getMetrics();
      String name = device.breaker().getName();
      family.addMetric(List.of(name, "success"), metrics.getNumberOfSuccessfulCalls());
      family.addMetric(List.of(name, "failure"), metrics.getNumberOfFailedCalls());
    }
    return family;
  }

  private static MetricFamilySamples refused(List<GuardedDevice> devices) {
    CounterMetricFamily family =
        new CounterMetricFamily(
            "eightnines_breaker_refused", "Attempts that the breaker refused.", List.of("device"));
    for (GuardedDevice device : devices) {
      family.addMetric(
          List.of(device.breaker().getName()),
          (double) device.breaker().getMetrics().getNumberOfNotPermittedCalls());
    }
    return family;
  }

  private static MetricFamilySamples retries(List<GuardedDevice> devices) {
    CounterMetricFamily family =
        new CounterMetricFamily(
            "eightnines_device_retried",
            "Readings that took more than one attempt, by outcome.",
            List.of("device", "outcome"));
    for (GuardedDevice device : devices) {
      var metrics = device.retry().getMetrics();
      String name = device.retry().getName();
      family.addMetric(
          List.of(name, "success"), (double) metrics.getNumberOfSuccessfulCallsWithRetryAttempt());
      family.addMetric(
          List.of(name, "failure"), (double) metrics.getNumberOfFailedCallsWithRetryAttempt());
    }
    return family;
  }

  private static MetricFamilySamples reads(List<GuardedDevice> devices) {
    GaugeMetricFamily family =
        new GaugeMetricFamily(
            "eightnines_device_reads_underway",
            "Reads that occupy the device, those included that were given up.",
            List.of("device"));
    for (GuardedDevice device : devices) {
      var metrics = device.bulkhead().getMetrics();
      family.addMetric(
          List.of(device.bulkhead().getName()),
          (double) metrics.getMaxAllowedConcurrentCalls() - metrics.getAvailableConcurrentCalls());
    }
    return family;
  }
}
