package io.eightnines.failover.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class JvmMetricsTest {
  @Test
  void memory_collections_and_processor_time_are_told_and_threads_are_not() {
    CollectorRegistry registry = new CollectorRegistry();
    JvmMetrics.register(registry);

    List<String> names =
        Collections.list(registry.metricFamilySamples()).stream()
            .map((MetricFamilySamples family) -> family.name)
            .toList();

    assertThat(names)
        .contains("jvm_memory_bytes_used", "jvm_gc_collection_seconds", "process_cpu_seconds")
        .noneMatch(name -> name.startsWith("jvm_threads"));
  }
}
