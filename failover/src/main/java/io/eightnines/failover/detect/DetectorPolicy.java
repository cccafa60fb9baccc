package io.eightnines.failover.detect;

import java.time.Duration;

/**
 * When an endpoint is taken out, when it comes back, and when an observer doubts itself.
 *
 * @param selfDoubt lateness of the observer's own ticks beyond which failures are ignored
 */
public record DetectorPolicy(
    Trip trip, Share share, Return recovery, HoldDown.Policy holdDown, Duration selfDoubt) {
  /**
   * Failures running that take an endpoint out. Refusals are proof, so few of them will do.
   *
   * <p>{@code failures} and {@code span} both bound false alarms, which Chen, Toueg and Aguilera,
   * "On the quality of service of failure detectors", 2002, count by the time between them. With
   * independent loss <i>p</i> a given failure begins a run of <i>n</i> with probability
   * <i>p</i><sup><i>n</i>-1</sup>. At 10 probes a second and <i>p</i> = 1 % there are 360 failures
   * an hour; for <i>n</i> = 6 that is 3.6·10<sup>-8</sup> false alarms an hour, 0.04 in
   * 10<sup>6</sup> hours. The re-probes that follow a first failure make seven or more of the
   * failures within the span, hence 4·10<sup>-4</sup> or fewer.
   *
   * <p>Losses come in bursts too. During a burst of length <i>b</i> all probes fail that start in
   * it, or as much as a round trip before it, so their starts span no more than <i>b</i> and one
   * round trip: 220 ms are safe against bursts of 200 ms for round trips below 20 ms. An endpoint
   * further away needs a span longer by its distance.
   *
   * @param failures how many at least
   * @param refusals how many connections refused running
   * @param span from the start of the first failing probe to the start of the last, at least
   */
  public record Trip(int failures, int refusals, Duration span) {
    public Trip {
      atLeastOne("tripAfter", failures);
      atLeastOne("tripAfterRefused", refusals);
      notNegative("tripSpan", span);
    }
  }

  /**
   * Failures of the last 40 probes that make an endpoint shaky, steady again, or take it out (gray
   * failure: Huang et al., "Gray failure: the Achilles' heel of cloud-scale systems", 2017).
   *
   * <p>With independent loss <i>p</i> the probe at hand is a failure that makes <i>k</i> of 40 with
   * probability <i>p</i>·P(Bin(39, <i>p</i>) ≥ <i>k</i> - 1). For <i>p</i> = 1 % and <i>k</i> = 11
   * that is 4.8·10<sup>-14</sup>, or 0.0018 false alarms in 10<sup>6</sup> hours of 36,000 probes;
   * for <i>k</i> = 10 it would be 0.06, for <i>k</i> = 6 (shaky, which withdraws nothing) one in
   * three days. An endpoint that fails 30 % of its work reaches 11 after some 37 probes.
   *
   * <p>Nobody is taken out before it has stood as shaky for the trip's span, so that a burst of
   * fast failures cannot fill the window.
   *
   * @param shaky at least so many make it shaky
   * @param steady fewer than so many make it steady again
   * @param out at least so many take it out
   * @param shakyAtLeast how long it stays shaky, at least
   */
  public record Share(int shaky, int steady, int out, Duration shakyAtLeast) {
    public Share {
      if (steady < 1 || steady > shaky || shaky >= out || out > Window.SIZE) {
        throw new IllegalArgumentException(
            "errorShare is steady %d, shaky %d, out %d, expected 1 <= steady <= shaky < out <= %d"
                .formatted(steady, shaky, out, Window.SIZE));
      }
      notNegative("errorShare.shakyMinimum", shakyAtLeast);
    }
  }

  /** Healthy answers running that bring it back, and the least time that they must span. */
  public record Return(int successes, Duration atLeast) {
    public Return {
      atLeastOne("returnAfter", successes);
      notNegative("returnMinimum", atLeast);
    }
  }

  public DetectorPolicy {
    if (!selfDoubt.isPositive()) {
      throw new IllegalArgumentException("selfDoubt is " + selfDoubt + ", expected above 0");
    }
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + ", expected 1 or more");
    }
  }

  private static void notNegative(String name, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(name + " is " + value + ", expected 0 or more");
    }
  }
}
