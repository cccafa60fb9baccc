package io.eightnines.failover.control;

import io.eightnines.failover.detect.Standing;
import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.plan.ChangeGuard;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.probe.Observation;
import io.eightnines.failover.publish.Publisher;
import java.time.Duration;

/** What the control loop tells those who count. Called by one thread; must not block or throw. */
public interface Telemetry {
  void observed(Observation observation);

  void turned(EndpointId endpoint, Standing to);

  void held(ChangeGuard.Why why);

  void published(Publisher.Result result, Plan plan);

  void took(Stage stage, Duration time);

  /** A round of the loop threw; it goes on. */
  void failed(RuntimeException e);
}
