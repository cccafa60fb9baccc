package io.eightnines.failover.probe;

import java.time.Duration;

/**
 * How endpoints are probed.
 *
 * @param timeouts bounds of the time-out, which holds for connecting and for answering each
 * @param reprobes how many failures running, and how many refusals, make a further re-probe
 *     pointless
 */
public record ProbePolicy(Duration interval, String path, Timeouts timeouts, Reprobes reprobes) {
  /**
   * More probes of one endpoint than this never run at once: it bounds memory and sockets when an
   * endpoint is slow.
   */
  public static final int MAX_INTERVALS_PER_TIMEOUT = 10;

  public ProbePolicy {
    if (!interval.isPositive()) {
      throw new IllegalArgumentException("interval is " + interval + ", expected above 0");
    }
    if (timeouts.cap().compareTo(interval.multipliedBy(MAX_INTERVALS_PER_TIMEOUT)) > 0) {
      throw new IllegalArgumentException(
          "timeoutCap is %s, expected at most %d times the interval of %s"
              .formatted(timeouts.cap(), MAX_INTERVALS_PER_TIMEOUT, interval));
    }
    if (!path.startsWith("/") || path.length() > 200 || !path.matches("[!-~]+")) {
      throw new IllegalArgumentException(
          "path is '" + path + "', expected at most 200 visible ASCII characters after a slash");
    }
  }

  /** The least and the most that an adaptive time-out may be. */
  public record Timeouts(Duration floor, Duration cap) {
    public Timeouts {
      if (!floor.isPositive() || floor.compareTo(cap) > 0) {
        throw new IllegalArgumentException(
            "timeoutFloor is "
                + floor.toMillis()
                + " ms, expected above 0 and at most timeoutCap, "
                + cap.toMillis()
                + " ms");
      }
    }
  }

  /** The detector's trip counts, after which another re-probe can add nothing. */
  public record Reprobes(int failures, int refusals) {
    boolean worthAfter(int failuresSoFar, int refusalsSoFar) {
      return failuresSoFar > 0 && failuresSoFar < failures && refusalsSoFar < refusals;
    }
  }
}
