package io.eightnines.failover.control;

import io.eightnines.failover.detect.Standing;
import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.plan.Alert;
import io.eightnines.failover.plan.ChangeGuard;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.probe.Observation;
import io.eightnines.failover.publish.Publisher;
import java.time.Duration;
import java.util.List;

/** What the control plane tells those who count. Must not block or throw. */
public interface Telemetry {
  void observed(Observation observation);

  /** This observer's own verdict changed. */
  void turned(EndpointId endpoint, Standing to);

  void abstaining(boolean abstains);

  /** A ballot was taken by the log, or was not, that long after it was cast. */
  void cast(boolean taken, Duration took);

  void held(ChangeGuard.Why why);

  /** The alerts that are raised, all of them, after every entry. */
  void alerts(List<Alert.Name> raised);

  void published(Publisher.Result result, Plan plan);

  void took(Stage stage, Duration time);

  /** A round of a loop threw; it goes on. */
  void failed(Exception e);
}
