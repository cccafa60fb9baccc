package io.eightnines.failover.plan;

import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.fleet.Weight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Moves load from endpoints whose share is more than their capacity to those with room, in
 * proportion to their weights (max-min fairness by progressive filling: Bertsekas and Gallager,
 * "Data Networks", section 6.5.2).
 */
final class Spill {
  private Spill() {}

  /**
   * The same endpoints with weights that keep every share within capacity; unchanged if they are
   * already, and in proportion to capacity if all together cannot carry the load.
   */
  static List<PlannedEndpoint> over(Demand demand, List<PlannedEndpoint> planned) {
    if (!demand.isKnown()) {
      return planned;
    }
    Map<EndpointId, Double> load = fill(demand, planned);
    boolean changed =
        planned.stream()
            .anyMatch(each -> share(demand, planned, each) > capacity(demand, each) + 1e-6);
    if (!changed) {
      return planned;
    }
    double carried = load.values().stream().mapToDouble(Double::doubleValue).sum();
    List<PlannedEndpoint> result = new ArrayList<>();
    for (PlannedEndpoint each : planned) {
      result.add(each.effective().isNone() ? each : spilled(each, load, carried));
    }
    return result;
  }

  /** Requests a second that the endpoints in service cannot carry together; 0 if they can. */
  static long shortfall(Demand demand, List<PlannedEndpoint> planned) {
    boolean unlimited =
        planned.stream()
            .anyMatch(each ->
                !each.effective().isNone() && !demand.capacity().containsKey(each.endpoint().id()));
    if (!demand.isKnown() || unlimited) {
      return 0;
    }
    double all =
        planned.stream()
            .filter(each -> !each.effective().isNone())
            .mapToDouble(each -> capacity(demand, each))
            .sum();
    return Math.max(0, demand.requestsPerSecond() - (long) all);
  }

  private static PlannedEndpoint spilled(
      PlannedEndpoint each, Map<EndpointId, Double> load, double carried) {
    double share = load.getOrDefault(each.endpoint().id(), 0.0) / carried;
    int weight = (int) Math.max(1, Math.round(share * Weight.MAX));
    return new PlannedEndpoint(
        each.endpoint(),
        new Weight(weight),
        new PlanReason.Spilled((int) Math.round(share * 100), each.effective(), each.reason()));
  }

  private static Map<EndpointId, Double> fill(Demand demand, List<PlannedEndpoint> planned) {
    List<PlannedEndpoint> open =
        new ArrayList<>(planned.stream().filter(each -> !each.effective().isNone()).toList());
    Map<EndpointId, Double> load = new HashMap<>();
    double left = demand.requestsPerSecond();
    for (boolean again = true; again && !open.isEmpty(); ) {
      double rest = left;
      double weights = open.stream().mapToInt(each -> each.effective().value()).sum();
      List<PlannedEndpoint> full =
          open.stream()
              .filter(each -> rest * each.effective().value() / weights > capacity(demand, each))
              .toList();
      for (PlannedEndpoint each : full) {
        load.put(each.endpoint().id(), capacity(demand, each));
        left -= capacity(demand, each);
      }
      open.removeAll(full);
      again = !full.isEmpty();
    }
    double rest = left;
    double weights = open.stream().mapToInt(each -> each.effective().value()).sum();
    open.forEach(each -> load.put(each.endpoint().id(), rest * each.effective().value() / weights));
    return load;
  }

  private static double share(Demand demand, List<PlannedEndpoint> all, PlannedEndpoint one) {
    double weights = all.stream().mapToInt(each -> each.effective().value()).sum();
    return weights == 0
        ? 0
        : demand.requestsPerSecond() * (double) one.effective().value() / weights;
  }

  private static double capacity(Demand demand, PlannedEndpoint each) {
    Long most = demand.capacity().get(each.endpoint().id());
    return most == null ? Double.MAX_VALUE : most;
  }
}
