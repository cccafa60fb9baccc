package io.eightnines.failover.detect;

import io.eightnines.failover.time.Moment;
import java.time.Duration;
import java.util.Optional;

/** All that one observer knows of one endpoint: an immutable value that the detector replaces. */
public record EndpointHealth(Verdict verdict, Streak streak, HoldDown holdDown, Seen last) {
  /** The last observation in words, and the last healthy round trip; zero when there was none. */
  record Seen(String outcome, Duration roundTrip) {}

  public static EndpointHealth unknown(DetectorPolicy policy, Moment now) {
    return new EndpointHealth(
        new Verdict(Standing.UNKNOWN, new Reason.NothingSeen(), now, now),
        Streak.none(now),
        HoldDown.none(policy.holdDown(), now),
        new Seen("", Duration.ZERO));
  }

  public String lastOutcome() {
    return last.outcome();
  }

  public Optional<Duration> lastRoundTrip() {
    return last.roundTrip().isZero() ? Optional.empty() : Optional.of(last.roundTrip());
  }

  EndpointHealth with(Streak newStreak) {
    return new EndpointHealth(verdict, newStreak, holdDown, last);
  }

  EndpointHealth with(HoldDown newHoldDown) {
    return new EndpointHealth(verdict, streak, newHoldDown, last);
  }

  EndpointHealth with(Verdict newVerdict) {
    return new EndpointHealth(newVerdict, streak, holdDown, last);
  }

  EndpointHealth with(Seen newLast) {
    return new EndpointHealth(verdict, streak, holdDown, newLast);
  }
}
