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
            "eightnines_ledger_queue", "Requests waiting for the ledger.", writer.waiting()),
        new GaugeMetricFamily(
            "eightnines_ledger_writable",
            "1 while requests for draws can be put before the group that keeps the ledger.",
            writer.isWritable() ? 1 : 0),
        new GaugeMetricFamily(
            "eightnines_ledger_broken",
            "1 when the ledger here has ended by itself, and this process is about to.",
            writer.isBroken() ? 1 : 0));
  }
}
