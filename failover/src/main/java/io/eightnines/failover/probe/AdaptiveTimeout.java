package io.eightnines.failover.probe;

import io.eightnines.failover.probe.ProbePolicy.Timeouts;
import java.time.Duration;

/**
 * How long to wait for an endpoint, learnt from its own round trips: smoothed mean plus four mean
 * deviations, with the gains of RFC 6298 section 2 (1/8 and 1/4), within a floor and a cap.
 *
 * <p>Only healthy answers teach, and none teaches more than the cap. Before the first one the cap
 * holds.
 */
public record AdaptiveTimeout(Timeouts bounds, double meanNanos, double deviationNanos) {
  private static final double MEAN_GAIN = 1.0 / 8;
  private static final double DEVIATION_GAIN = 1.0 / 4;
  private static final int DEVIATIONS = 4;

  public static AdaptiveTimeout untaught(Timeouts bounds) {
    return new AdaptiveTimeout(bounds, 0, 0);
  }

  public AdaptiveTimeout learn(Duration roundTrip) {
    double sample = Math.min(roundTrip.toNanos(), bounds.cap().toNanos());
    if (meanNanos == 0) {
      return new AdaptiveTimeout(bounds, sample, sample / 2);
    }
    double deviation =
        (1 - DEVIATION_GAIN) * deviationNanos + DEVIATION_GAIN * Math.abs(meanNanos - sample);
    double mean = (1 - MEAN_GAIN) * meanNanos + MEAN_GAIN * sample;
    return new AdaptiveTimeout(bounds, mean, deviation);
  }

  public Duration limit() {
    if (meanNanos == 0) {
      return bounds.cap();
    }
    long nanos = (long) (meanNanos + DEVIATIONS * deviationNanos);
    return Duration.ofNanos(Math.clamp(nanos, bounds.floor().toNanos(), bounds.cap().toNanos()));
  }
}
