package io.eightnines.failover.publish;

import io.eightnines.failover.fleet.Endpoint;
import io.eightnines.failover.fleet.Fleet;
import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.fleet.Weight;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.plan.PlanReason;
import io.eightnines.failover.plan.PlannedEndpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Plans for tests. */
public final class Plans {
  public static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

  private Plans() {}

  /** Endpoint n, at 127.0.1.n, with the nth weight. */
  public static Plan of(long generation, int... weights) {
    return of(generation, Fleets.of(100, 100, 100, 100).endpoints(), weights);
  }

  /** Two families of addresses. */
  public static Plan mixed(long generation, int... weights) {
    return of(
        generation,
        new Fleet(
                List.of(
                    Fleets.endpoint("127.0.1.1", 100),
                    Fleets.endpoint("fd00::1", 100),
                    Fleets.endpoint("127.0.1.2", 100)))
            .endpoints(),
        weights);
  }

  private static Plan of(long generation, List<Endpoint> endpoints, int... weights) {
    List<PlannedEndpoint> planned = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      planned.add(
          new PlannedEndpoint(
              endpoints.get(i), new Weight(weights[i]), new PlanReason.Serving("up")));
    }
    return new Plan(generation, NOW, planned);
  }

  public static Plan empty(long generation) {
    return new Plan(generation, NOW, List.of());
  }
}
