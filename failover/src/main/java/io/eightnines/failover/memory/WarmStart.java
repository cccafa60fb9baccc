package io.eightnines.failover.memory;

import io.eightnines.failover.fleet.Fleet;
import io.eightnines.failover.memory.PlanFile.Found;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.plan.Planner;
import io.eightnines.failover.plan.Planner.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
   * fleet is served by configured weight. It is the remembered plan, so it keeps its generation.
   */
  public static WarmStart from(Fleet fleet, Found found, Instant now) {
    Plan none = new Plan(0, now, List.of());
    Plan last = found.plan().orElse(none);
    Mark mark = new Mark(last.generation(), last.decided());
    Plan kept = Planner.untold(fleet, last, mark);
    if (kept.isEmpty()) {
      Plan whole = Planner.untold(fleet, none, mark);
      return new WarmStart(whole, Optional.empty(), found.refusals());
    }
    return new WarmStart(
        kept, found.plan().map(plan -> Duration.between(plan.decided(), now)), found.refusals());
  }
}
