package io.eightnines.failover.settings;

import io.dropwizard.util.Duration;
import io.eightnines.failover.detect.DetectorPolicy;
import io.eightnines.failover.detect.HoldDown;

/**
 * When an endpoint goes out and comes back. {@link DetectorPolicy} derives the defaults.
 *
 * @param tripAfter failures running that take it out; default 6
 * @param tripAfterRefused refused connections running that take it out; default 2
 * @param tripSpan the least time from the start of the first of those failures to the start of the
 *     last; default 220 ms; at least twice the probes' interval
 * @param returnAfter healthy answers running that bring it back; default 5
 * @param returnMinimum the least time that they span; default 10 s
 * @param selfDoubt lateness of our own ticks beyond which failures are ignored; default 50 ms
 */
public record DetectorSection(
    Integer tripAfter,
    Integer tripAfterRefused,
    Duration tripSpan,
    ShareSection errorShare,
    Integer returnAfter,
    Duration returnMinimum,
    HoldDownSection holdDown,
    Duration selfDoubt) {
  /**
   * Failures of the last 40 probes.
   *
   * @param shaky so many make it shaky; default 6
   * @param steady fewer than so many end that; default 2
   * @param out so many take it out; default 11
   * @param shakyMinimum how long it stays shaky, at least; default 2 s
   */
  public record ShareSection(Integer shaky, Integer steady, Integer out, Duration shakyMinimum) {
    public ShareSection {
      shaky = shaky == null ? 6 : shaky;
      steady = steady == null ? 2 : steady;
      out = out == null ? 11 : out;
      shakyMinimum = shakyMinimum == null ? Duration.seconds(2) : shakyMinimum;
      var _ = new DetectorPolicy.Share(shaky, steady, out, shakyMinimum.toJavaDuration());
    }

    static ShareSection ofDefaults() {
      return new ShareSection(6, 2, 11, Duration.seconds(2));
    }

    DetectorPolicy.Share toShare() {
      return new DetectorPolicy.Share(shaky, steady, out, shakyMinimum.toJavaDuration());
    }
  }

  /**
   * How long an endpoint stays out after a trip, at least.
   *
   * @param first after a single trip; default 10 s
   * @param cap the longest, however often it trips; default 5 min
   * @param decay time without a trip after which one trip is forgotten; default 10 min
   */
  public record HoldDownSection(Duration first, Duration cap, Duration decay) {
    public HoldDownSection {
      first = first == null ? Duration.seconds(10) : first;
      cap = cap == null ? Duration.minutes(5) : cap;
      decay = decay == null ? Duration.minutes(10) : decay;
      var _ = policy(first, cap, decay);
    }

    static HoldDownSection ofDefaults() {
      return new HoldDownSection(Duration.seconds(10), Duration.minutes(5), Duration.minutes(10));
    }

    HoldDown.Policy toPolicy() {
      return policy(first, cap, decay);
    }

    private static HoldDown.Policy policy(Duration first, Duration cap, Duration decay) {
      return new HoldDown.Policy(
          first.toJavaDuration(), cap.toJavaDuration(), decay.toJavaDuration());
    }
  }

  public DetectorSection {
    tripAfter = tripAfter == null ? 6 : tripAfter;
    tripAfterRefused = tripAfterRefused == null ? 2 : tripAfterRefused;
    tripSpan = tripSpan == null ? Duration.milliseconds(220) : tripSpan;
    errorShare = errorShare == null ? ShareSection.ofDefaults() : errorShare;
    returnAfter = returnAfter == null ? 5 : returnAfter;
    returnMinimum = returnMinimum == null ? Duration.seconds(10) : returnMinimum;
    holdDown = holdDown == null ? HoldDownSection.ofDefaults() : holdDown;
    selfDoubt = selfDoubt == null ? Duration.milliseconds(50) : selfDoubt;
    var _ =
        policy(
            new DetectorPolicy.Trip(tripAfter, tripAfterRefused, tripSpan.toJavaDuration()),
            errorShare,
            new DetectorPolicy.Return(returnAfter, returnMinimum.toJavaDuration()),
            holdDown,
            selfDoubt);
  }

  /** Every default. */
  public static DetectorSection ofDefaults() {
    return new DetectorSection(
        6,
        2,
        Duration.milliseconds(220),
        ShareSection.ofDefaults(),
        5,
        Duration.seconds(10),
        HoldDownSection.ofDefaults(),
        Duration.milliseconds(50));
  }

  public DetectorPolicy toPolicy() {
    return policy(
        new DetectorPolicy.Trip(tripAfter, tripAfterRefused, tripSpan.toJavaDuration()),
        errorShare,
        new DetectorPolicy.Return(returnAfter, returnMinimum.toJavaDuration()),
        holdDown,
        selfDoubt);
  }

  private static DetectorPolicy policy(
      DetectorPolicy.Trip trip,
      ShareSection share,
      DetectorPolicy.Return recovery,
      HoldDownSection holdDown,
      Duration selfDoubt) {
    return new DetectorPolicy(
        trip, share.toShare(), recovery, holdDown.toPolicy(), selfDoubt.toJavaDuration());
  }
}
