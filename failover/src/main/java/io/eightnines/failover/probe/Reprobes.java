package io.eightnines.failover.probe;

import java.time.Duration;

/**
 * When a failure is followed by further probes before the next tick, so that the detector has what
 * it needs to decide as early as its rules allow. Pure: prober and simulation share it.
 *
 * <p>The first re-probe leaves at once and the others at a stagger, on instants of which one is
 * exactly {@code span} after the start of the first failing probe: with that one the run is long
 * enough. They do not wait for one another.
 *
 * @param failures how many failures running the detector wants
 * @param refusals how many refusals running it wants; each but the last has its successor at once
 * @param span from the first failing start to the last, what it wants
 */
public record Reprobes(int failures, int refusals, Duration span, Duration stagger) {
  /**
   * How long deep re-probes go on after a failure, through successes too: what fails now and then
   * must be asked more often than each tick to be told from chance within two seconds. With 40 ms
   * between them that is 8 probes more for each failure. Shallow ones end with the first success.
   */
  public static final Duration DEEP_LINGER = Duration.ofMillis(300);

  public Reprobes {
    if (!stagger.isPositive()) {
      throw new IllegalArgumentException("stagger is " + stagger + ", expected above 0");
    }
  }

  /** Whether another probe can still tell the detector something that it waits for. */
  public boolean isWorth(FailureRun run, Depth depth, long nowNanos) {
    if (run.failures() == 0) {
      return depth == Depth.DEEP && run.failedWithin(DEEP_LINGER, nowNanos);
    }
    boolean enough = run.failures() >= failures && run.spanNanos() >= span.toNanos();
    return !enough && run.refusals() < refusals;
  }

  /** The next instant to probe at, when the last re-probe left at {@code launchedNanos}. */
  public long next(FailureRun run, long launchedNanos) {
    long step = stagger.toNanos();
    long aim = run.beganNanos() + span.toNanos();
    long earliest = launchedNanos + step / 2;
    return aim - Math.floorDiv(aim - earliest, step) * step;
  }
}
