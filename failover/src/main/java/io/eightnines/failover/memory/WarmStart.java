package io.eightnines.failover.memory;

import io.eightnines.failover.fleet.Fleet;
import io.eightnines.failover.memory.PlanFile.Found;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.plan.Planner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The plan that a new process serves before it has seen anything.
 *
 * @param plan never empty
 * @param age how old the remembered plan was, or empty if there was none to use
 * @param refusals what could not be used, in words
 */
public record WarmStart(Plan plan, Optional<Duration> age, List<String> refusals) {
  /**
   * Keeps every configured endpoint as it was remembered; one that is new gets its configured
   * weight. With nothing to remember, or if nothing remembered is configured any more, the whole
   * fleet is served by configured weight. Generations go on from the remembered one.
   */
  public static WarmStart from(Fleet fleet, Found found, Instant now) {
    Plan none = new Plan(0, now, List.of());
    Plan last = found.plan().orElse(none);
    Plan kept = Planner.plan(fleet, Map.of(), last, now);
    if (kept.isEmpty()) {
      Plan whole = Planner.plan(fleet, Map.of(), new Plan(last.generation(), now, List.of()), now);
      return new WarmStart(whole, Optional.empty(), found.refusals());
    }
    return new WarmStart(
        kept, found.plan().map(plan -> Duration.between(plan.decided(), now)), found.refusals());
  }
}
