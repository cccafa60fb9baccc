package io.eightnines.failover.control;

import io.eightnines.failover.detect.Standing;
import io.eightnines.failover.detect.Verdict;
import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.plan.PlannedEndpoint;
import io.eightnines.time.Moment;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Times every change of weight from this observer's first evidence to the plan in service. The
 * observer and the replica both write here, hence the lock.
 */
public final class Timeline {
  /** What the times of one change are measured between. */
  record Passage(Moment applied, Moment planned, Moment served) {}

  private final Telemetry telemetry;
  private final Map<EndpointId, Verdict> turned = new HashMap<>();
  private final Map<EndpointId, Transition> last = new HashMap<>();

  public Timeline(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  synchronized void turned(EndpointId id, Verdict verdict) {
    turned.put(id, verdict);
  }

  /**
   * A plan came into service; what no verdict of this observer led to has no times. A verdict that
   * came after the others had decided is still there at the next change, and led to neither.
   */
  synchronized void served(Plan before, Plan after, Passage passage) {
    for (PlannedEndpoint planned : after.endpoints()) {
      EndpointId id = planned.endpoint().id();
      int gain =
          planned.effective().value() - before.find(id).map(p -> p.effective().value()).orElse(0);
      Verdict verdict = gain == 0 ? null : turned.remove(id);
      if (verdict != null && (verdict.standing() == Standing.UP) == (gain > 0)) {
        time(id, verdict, passage);
      }
    }
  }

  /** The stages of an endpoint's last change, if this observer had a part in it. */
  public synchronized Optional<Transition> last(EndpointId id) {
    return Optional.ofNullable(last.get(id));
  }

  private void time(EndpointId id, Verdict verdict, Passage passage) {
    Map<Stage, Duration> took = new EnumMap<>(Stage.class);
    took.put(Stage.DETECT, verdict.since().since(verdict.evidence()));
    took.put(Stage.VOTE, passage.applied().since(verdict.since()));
    took.put(Stage.PLAN, passage.planned().since(passage.applied()));
    took.put(Stage.SERVE, passage.served().since(passage.planned()));
    took.put(Stage.WHOLE, passage.served().since(verdict.evidence()));
    took.forEach(telemetry::took);
    last.put(id, new Transition(passage.served().wall(), took));
  }
}
