package io.eightnines.failover.publish.secondary;

import java.time.Duration;

/** Tells nobody. */
public final class SilentTelemetry implements SecondaryTelemetry {
  @Override
  public void notified(String secondary, boolean heard) {}

  @Override
  public void visible(String secondary, Duration time) {}

  @Override
  public void serials(String secondary, long here, long there) {}

  @Override
  public void failed(String secondary, Exception e) {}
}
