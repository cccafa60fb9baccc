package io.eightnines.gateway.metric;

import io.eightnines.gateway.entropy.Pool;
import io.eightnines.gateway.ledger.LedgerScrub;
import io.eightnines.gateway.ledger.ShardedLedger;
import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;

/** How things stand at the moment of asking: pool, queue and ledger. */
public final class StateCollector extends Collector {

  private final Pool pool;
  private final ShardedLedger ledger;

  /** Shows these. */
  public StateCollector(Pool pool, ShardedLedger ledger) {
    this.pool = pool;
    this.ledger = ledger;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    LedgerScrub.View scrubbed = ledger.scrubbed();
    return List.of(
        new GaugeMetricFamily("eightnines_pool_bytes", "Random bytes waiting.", pool.size()),
        new GaugeMetricFamily(
            "eightnines_ledger_queue", "Requests waiting for the ledger.", ledger.waiting()),
        new GaugeMetricFamily(
            "eightnines_ledger_writable",
            "1 while requests for draws can be put before the group that keeps the ledger.",
            ledger.isWritable() ? 1 : 0),
        new GaugeMetricFamily(
            "eightnines_ledger_caught_up",
            "1 once the ledger here had all that the other gateways had, since the start.",
            ledger.hasCaughtUp() ? 1 : 0),
        new GaugeMetricFamily(
            "eightnines_ledger_broken",
            "1 when the ledger here has ended by itself, and this process is about to.",
            ledger.isBroken() ? 1 : 0),
        new GaugeMetricFamily(
            "eightnines_ledger_disk_free_bytes",
            "What can still be written to the ledger's disk.",
            ledger.freeBytes()),
        new GaugeMetricFamily(
            "eightnines_ledger_disk_full",
            "1 while no draw is issued here because the ledger's disk has too little room.",
            ledger.hasRoom() ? 0 : 1),
        new CounterMetricFamily(
            "eightnines_ledger_scrub_rounds",
            "Walks through the whole ledger as it is on the disk.",
            scrubbed.rounds()),
        new CounterMetricFamily(
            "eightnines_ledger_scrubbed_rows", "Rows looked at.", scrubbed.rows()),
        new CounterMetricFamily(
            "eightnines_ledger_damaged_rows",
            "Rows found damaged on the disk.",
            scrubbed.damaged()),
        new CounterMetricFamily(
            "eightnines_ledger_mended_rows",
            "Rows found damaged that are sound again.",
            scrubbed.mended()),
        new GaugeMetricFamily(
            "eightnines_ledger_damaged",
            "1 while something is damaged on the disk that could not be mended.",
            scrubbed.waiting() > 0 || scrubbed.fault().isPresent() ? 1 : 0));
  }
}
