package io.eightnines.failover.settings;

import io.dropwizard.util.Duration;
import io.eightnines.failover.detect.DetectorPolicy;
import io.eightnines.failover.detect.HoldDown;

/**
 * When an endpoint goes out and comes back.
 *
 * @param tripAfter failures running that take it out; default 3
 * @param tripAfterRefused refused connections running that take it out; default 2
 * @param returnAfter healthy answers running that bring it back; default 5
 * @param returnMinimum the least time that they span; default 500 ms
 * @param selfDoubt lateness of our own ticks beyond which failures are ignored; default 50 ms
 */
public record DetectorSection(
    Integer tripAfter,
    Integer tripAfterRefused,
    Integer returnAfter,
    Duration returnMinimum,
    HoldDownSection holdDown,
    Duration selfDoubt) {
  /**
   * How long an endpoint stays out after a trip, at least.
   *
   * @param first after a single trip; default 1 s
   * @param cap the longest, however often it trips; default 60 s
   * @param decay time without a trip after which one trip is forgotten; default 60 s
   */
  public record HoldDownSection(Duration first, Duration cap, Duration decay) {
    public HoldDownSection {
      first = first == null ? Duration.seconds(1) : first;
      cap = cap == null ? Duration.seconds(60) : cap;
      decay = decay == null ? Duration.seconds(60) : decay;
      var _ = policy(first, cap, decay);
    }

    private static HoldDown.Policy policy(Duration first, Duration cap, Duration decay) {
      return new HoldDown.Policy(
          first.toJavaDuration(), cap.toJavaDuration(), decay.toJavaDuration());
    }
  }

  public DetectorSection {
    tripAfter = tripAfter == null ? 3 : tripAfter;
    tripAfterRefused = tripAfterRefused == null ? 2 : tripAfterRefused;
    returnAfter = returnAfter == null ? 5 : returnAfter;
    returnMinimum = returnMinimum == null ? Duration.milliseconds(500) : returnMinimum;
    holdDown =
        holdDown == null
            ? new HoldDownSection(Duration.seconds(1), Duration.seconds(60), Duration.seconds(60))
            : holdDown;
    selfDoubt = selfDoubt == null ? Duration.milliseconds(50) : selfDoubt;
    var _ =
        policy(
            new DetectorPolicy.Trip(tripAfter, tripAfterRefused),
            new DetectorPolicy.Return(returnAfter, returnMinimum.toJavaDuration()),
            holdDown,
            selfDoubt);
  }

  public DetectorPolicy toPolicy() {
    return policy(
        new DetectorPolicy.Trip(tripAfter, tripAfterRefused),
        new DetectorPolicy.Return(returnAfter, returnMinimum.toJavaDuration()),
        holdDown,
        selfDoubt);
  }

  private static DetectorPolicy policy(
      DetectorPolicy.Trip trip,
      DetectorPolicy.Return recovery,
      HoldDownSection holdDown,
      Duration selfDoubt) {
    return new DetectorPolicy(
        trip,
        recovery,
        HoldDownSection.policy(holdDown.first(), holdDown.cap(), holdDown.decay()),
        selfDoubt.toJavaDuration());
  }
}
