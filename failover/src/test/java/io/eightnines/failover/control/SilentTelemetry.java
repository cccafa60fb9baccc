package io.eightnines.failover.control;

import io.eightnines.failover.detect.Standing;
import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.plan.Alert;
import io.eightnines.failover.plan.ChangeGuard;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.probe.Observation;
import io.eightnines.failover.publish.Publisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Telemetry that remembers the alerts and the failures, and nothing else. */
final class SilentTelemetry implements Telemetry {
  final List<Exception> failures = new ArrayList<>();
  final List<Duration> commits = new ArrayList<>();
  List<Alert.Name> alerts = List.of();

  @Override
  public void observed(Observation observation) {}

  @Override
  public void turned(EndpointId endpoint, Standing to) {}

  @Override
  public void abstaining(boolean abstains) {}

  @Override
  public void cast(boolean taken, Duration took) {
    commits.add(took);
  }

  @Override
  public void held(ChangeGuard.Why why) {}

  @Override
  public void alerts(List<Alert.Name> raised) {
    alerts = raised;
  }

  @Override
  public void published(Publisher.Result result, Plan plan) {}

  @Override
  public void took(Stage stage, Duration time) {}

  @Override
  public void failed(Exception e) {
    failures.add(e);
  }
}
