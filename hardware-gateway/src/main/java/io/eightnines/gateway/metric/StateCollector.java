package io.eightnines.gateway.metric;

import io.eightnines.gateway.entropy.Pool;
import io.eightnines.gateway.ledger.LedgerWriter;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import java.util.Locale;

/** How things stand at the moment of asking: pool, queue, and the breaker of each device. */
public final class StateCollector extends Collector {

  private final Pool pool;
  private final LedgerWriter writer;
  private final List<CircuitBreaker> breakers;

  /** Shows these. */
  public StateCollector(Pool pool, LedgerWriter writer, List<CircuitBreaker> breakers) {
    this.pool = pool;
    this.writer = writer;
    this.breakers = List.copyOf(breakers);
  }

  @Override
  public List<MetricFamilySamples> collect() {
    return List.of(
        new GaugeMetricFamily("eightnines_pool_bytes", "Random bytes waiting.", pool.size()),
        new GaugeMetricFamily(
            "eightnines_ledger_queue", "Requests waiting for the ledger.", writer.waiting()),
        states(),
        calls(),
        refused());
  }

  private MetricFamilySamples states() {
    GaugeMetricFamily family =
        new GaugeMetricFamily(
            "eightnines_breaker_state",
            "1 for the state in which it is.",
            List.of("device", "state"));
    for (CircuitBreaker breaker : breakers) {
      for (CircuitBreaker.State state : CircuitBreaker.State.values()) {
        String name = state.name().toLowerCase(Locale.ROOT);
        family.addMetric(List.of(breaker.getName(), name), breaker.getState() == state ? 1 : 0);
      }
    }
    return family;
  }

  private MetricFamilySamples calls() {
    GaugeMetricFamily family =
        new GaugeMetricFamily(
            "eightnines_breaker_calls",
            "Attempts in the breaker's window.",
            List.of("device", "outcome"));
    for (CircuitBreaker breaker : breakers) {
      CircuitBreaker.Metrics metrics = breaker.getMetrics();
      family.addMetric(List.of(breaker.getName(), "success"), metrics.getNumberOfSuccessfulCalls());
      family.addMetric(List.of(breaker.getName(), "failure"), metrics.getNumberOfFailedCalls());
    }
    return family;
  }

  private MetricFamilySamples refused() {
    CounterMetricFamily family =
        new CounterMetricFamily(
            "eightnines_breaker_refused", "Attempts that the breaker refused.", List.of("device"));
    for (CircuitBreaker breaker : breakers) {
      family.addMetric(
          List.of(breaker.getName()), (double) breaker.getMetrics().getNumberOfNotPermittedCalls());
    }
    return family;
  }
}
