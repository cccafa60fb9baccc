package io.eightnines.failover.control;

import io.eightnines.failover.detect.EndpointHealth;
import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.memory.WarmStart;
import io.eightnines.failover.plan.ChangeGuard;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.time.Moment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that one daemon knows and does at one moment.
 *
 * @param health of each endpoint, in configured order
 * @param changes the latest ones, newest first
 */
public record Situation(
    Plan plan,
    Optional<Held> hold,
    Map<EndpointId, EndpointHealth> health,
    List<Change> changes,
    WarmStart warmStart) {
  /** As many changes as fit a screen; the log has the rest. */
  static final int MAX_CHANGES = 100;

  /** A plan is being held back, why, and since when. */
  public record Held(ChangeGuard.Why why, Moment since) {}

  Situation with(EndpointId id, EndpointHealth newHealth) {
    Map<EndpointId, EndpointHealth> all = new LinkedHashMap<>(health);
    all.put(id, newHealth);
    return new Situation(plan, hold, Collections.unmodifiableMap(all), changes, warmStart);
  }

  Situation with(Plan newPlan) {
    return new Situation(newPlan, hold, health, changes, warmStart);
  }

  Situation with(Optional<Held> newHold) {
    return new Situation(plan, newHold, health, changes, warmStart);
  }

  Situation with(Change change) {
    List<Change> all = new ArrayList<>();
    all.add(change);
    all.addAll(changes.subList(0, Math.min(changes.size(), MAX_CHANGES - 1)));
    return new Situation(plan, hold, health, List.copyOf(all), warmStart);
  }
}
