package io.eightnines.failover.settings;

import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.plan.Demand;
import io.eightnines.failover.plan.PlanPolicy;
import java.util.Map;

/**
 * How weights follow from health.
 *
 * @param shakyPercent of its weight that a shaky endpoint carries; default 50
 * @param rampPercentPerSecond by which a returning one's weight grows; default 10
 * @param requestsPerSecond the peak to be prepared for, to be held against the endpoints'
 *     capacities; default 0, not known
 */
public record PlanSection(
    Integer shakyPercent, Integer rampPercentPerSecond, Long requestsPerSecond) {
  public PlanSection {
    shakyPercent = shakyPercent == null ? 50 : shakyPercent;
    rampPercentPerSecond = rampPercentPerSecond == null ? 10 : rampPercentPerSecond;
    requestsPerSecond = requestsPerSecond == null ? 0L : requestsPerSecond;
    var _ = policy(shakyPercent, rampPercentPerSecond, requestsPerSecond, Map.of());
  }

  public static PlanSection ofDefaults() {
    return new PlanSection(50, 10, 0L);
  }

  public PlanPolicy toPolicy(Map<EndpointId, Long> capacity) {
    return policy(shakyPercent, rampPercentPerSecond, requestsPerSecond, capacity);
  }

  private static PlanPolicy policy(
      int shaky, int ramp, long requestsPerSecond, Map<EndpointId, Long> capacity) {
    return new PlanPolicy(shaky, ramp, new Demand(requestsPerSecond, capacity));
  }
}
