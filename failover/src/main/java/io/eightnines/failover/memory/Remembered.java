package io.eightnines.failover.memory;

import io.eightnines.failover.plan.Plan;
import java.time.Instant;
import java.util.List;

/**
 * What is kept of a plan: its generation, when it was decided, and each endpoint's weights.
 *
 * @param decided ISO 8601, as {@link Instant#toString} writes it
 */
record Remembered(long generation, String decided, List<Entry> endpoints) {
  record Entry(String region, String address, int port, int configured, int effective) {}

  static Remembered of(Plan plan) {
    List<Entry> entries =
        plan.endpoints().stream()
            .map(planned ->
                new Entry(
                    planned.endpoint().region().name(),
                    planned.endpoint().id().toString(),
                    planned.endpoint().port(),
                    planned.endpoint().weight().value(),
                    planned.effective().value()))
            .toList();
    return new Remembered(plan.generation(), plan.decided().toString(), entries);
  }

  /**
   * @throws RuntimeException if any value is out of its bounds
   */
  Plan toPlan() {
    return new Plan(
        generation,
        Instant.parse(decided),
        endpoints.stream().map(RememberedEndpoint::toPlanned).toList());
  }
}
