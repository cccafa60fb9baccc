package io.eightnines.failover.plan;

import io.eightnines.failover.detect.Standing;
import io.eightnines.failover.detect.Verdict;
import io.eightnines.failover.fleet.Endpoint;
import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.fleet.Fleet;
import io.eightnines.failover.fleet.Weight;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives the complete plan that follows from fleet, verdicts and the plan before it. */
public final class Planner {
  private Planner() {}

  /**
   * The plan that follows {@code last}.
   *
   * @param last the plan in service; its generation is the one that the new plan follows
   */
  public static Plan plan(Fleet fleet, Map<EndpointId, Verdict> verdicts, Plan last, Instant now) {
    List<PlannedEndpoint> planned =
        fleet.endpoints().stream()
            .map(endpoint -> plan(endpoint, Optional.ofNullable(verdicts.get(endpoint.id())), last))
            .toList();
    return new Plan(last.generation() + 1, now, planned);
  }

  private static PlannedEndpoint plan(Endpoint endpoint, Optional<Verdict> verdict, Plan last) {
    if (endpoint.weight().isNone()) {
      return new PlannedEndpoint(endpoint, Weight.NONE, new PlanReason.ConfiguredOut());
    }
    Standing standing = verdict.map(Verdict::standing).orElse(Standing.UNKNOWN);
    return switch (standing) {
      case UNKNOWN -> unknown(endpoint, last);
      case UP ->
          new PlannedEndpoint(
              endpoint, endpoint.weight(), new PlanReason.Serving(verdict.orElseThrow().reason()));
      case DOWN, DRAINING ->
          new PlannedEndpoint(
              endpoint, Weight.NONE, new PlanReason.Withdrawn(verdict.orElseThrow().reason()));
    };
  }

  private static PlannedEndpoint unknown(Endpoint endpoint, Plan last) {
    return last.find(endpoint.id())
        .filter(before -> !before.endpoint().weight().isNone())
        .map(before ->
            new PlannedEndpoint(
                endpoint,
                before.effective().isNone() ? Weight.NONE : endpoint.weight(),
                new PlanReason.KeptAsItWas()))
        .orElseGet(
            () -> new PlannedEndpoint(endpoint, endpoint.weight(), new PlanReason.NewAndUnknown()));
  }
}
