package io.eightnines.failover.publish;

import io.eightnines.failover.publish.ProviderPublisher.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it was told. */
public final class CountingTelemetry implements PublishTelemetry {
  final List<Outcome> outcomes = new CopyOnWriteArrayList<>();
  final List<Duration> accepted = new CopyOnWriteArrayList<>();
  final List<Duration> settled = new CopyOnWriteArrayList<>();
  final List<Duration> visible = new CopyOnWriteArrayList<>();
  final List<Exception> failures = new CopyOnWriteArrayList<>();

  @Override
  public void ended(String publisher, long generation, Outcome outcome) {
    outcomes.add(outcome);
  }

  @Override
  public void accepted(String publisher, Duration time) {
    accepted.add(time);
  }

  @Override
  public void settled(String publisher, Duration time) {
    settled.add(time);
  }

  @Override
  public void visible(String publisher, String server, long generation, Duration time) {
    visible.add(time);
  }

  @Override
  public void generations(String publisher, long wanted, long served) {}

  @Override
  public void failed(String publisher, Exception e) {
    failures.add(e);
  }
}
