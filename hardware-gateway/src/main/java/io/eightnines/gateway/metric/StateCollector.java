package io.eightnines.gateway.metric;

import io.eightnines.gateway.entropy.Pool;
import io.eightnines.gateway.ledger.LedgerWriter;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;

/** How things stand at the moment of asking: pool and queue. */
public final class StateCollector extends Collector {

  private final Pool pool;
  private final LedgerWriter writer;

  /** Shows these. */
  public StateCollector(Pool pool, LedgerWriter writer) {
    this.pool = pool;
    this.writer = writer;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    return List.of(
        new GaugeMetricFamily("eightnines_pool_bytes", "Random bytes waiting.", pool.size()),
        new GaugeMetricFamily(
            "eightnines_ledger_queue", "Requests waiting for the ledger.", writer.waiting()));
  }
}
