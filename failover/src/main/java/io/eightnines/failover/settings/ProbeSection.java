package io.eightnines.failover.settings;

import io.dropwizard.util.Duration;
import io.eightnines.failover.detect.DetectorPolicy;
import io.eightnines.failover.probe.ProbePolicy;

/**
 * How endpoints are probed.
 *
 * @param interval from one probe of an endpoint to the next; default 100 ms
 * @param path what is asked for; default {@code /health/ready}
 * @param timeoutFloor the least that a time-out adapts to; default 60 ms, more than a busy
 *     endpoint's scheduling and collector pauses take
 * @param timeoutCap the most, and the first; default 150 ms; an endpoint further away than that
 *     needs more
 */
public record ProbeSection(
    Duration interval, String path, Duration timeoutFloor, Duration timeoutCap) {
  public ProbeSection {
    interval = interval == null ? Duration.milliseconds(100) : interval;
    path = path == null ? "/health/ready" : path;
    timeoutFloor = timeoutFloor == null ? Duration.milliseconds(60) : timeoutFloor;
    timeoutCap = timeoutCap == null ? Duration.milliseconds(150) : timeoutCap;
    var _ = policy(interval, path, timeoutFloor, timeoutCap, 1, 1);
  }

  public ProbePolicy toPolicy(DetectorPolicy.Trip trip) {
    return policy(interval, path, timeoutFloor, timeoutCap, trip.failures(), trip.refusals());
  }

  private static ProbePolicy policy(
      Duration interval, String path, Duration floor, Duration cap, int failures, int refusals) {
    return new ProbePolicy(
        interval.toJavaDuration(),
        path,
        new ProbePolicy.Timeouts(floor.toJavaDuration(), cap.toJavaDuration()),
        new ProbePolicy.Reprobes(failures, refusals));
  }
}
