package io.eightnines.failover.detect;

import io.eightnines.failover.probe.Depth;
import io.eightnines.failover.probe.Outcome;
import io.eightnines.time.Moment;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that one observer knows of one endpoint: an immutable value that the detector replaces. */
public record EndpointHealth(
    Verdict verdict, Track shallow, Track deep, HoldDown holdDown, Seen last) {
  /**
   * What was seen last.
   *
   * @param outcome null when nothing was
   * @param roundTrip the last healthy shallow one; zero when there was none
   * @param heard when anything last came back from the endpoint or its host; at first, when it
   *     began to be asked
   * @param conclusive how many observations said anything of the endpoint, so far as that matters
   */
  record Seen(@Nullable Outcome outcome, Duration roundTrip, Moment heard, int conclusive) {
    static final int ENOUGH = 3;

    Seen after(Outcome next, Depth depth, Moment now) {
      boolean good = depth == Depth.SHALLOW && next instanceof Outcome.Healthy;
      return new Seen(
          next,
          good ? ((Outcome.Healthy) next).roundTrip() : roundTrip,
          next.isSilence() ? heard : now,
          next instanceof Outcome.NotAsked ? conclusive : Math.min(conclusive + 1, ENOUGH));
    }
  }

  public static EndpointHealth unknown(DetectorPolicy policy, Moment now) {
    return new EndpointHealth(
        new Verdict(Standing.UNKNOWN, new Reason.NothingSeen(), now, now),
        Track.none(now),
        Track.none(now),
        HoldDown.none(policy.holdDown(), now),
        new Seen(null, Duration.ZERO, now, 0));
  }

  public String lastOutcome() {
    Outcome outcome = last.outcome();
    return outcome == null ? "" : outcome.text();
  }

  public Optional<Duration> lastRoundTrip() {
    return last.roundTrip().isZero() ? Optional.empty() : Optional.of(last.roundTrip());
  }

  /** When anything last came back from the endpoint or its host. */
  public Moment heard() {
    return last.heard();
  }

  /** Whether enough was seen of it for an opinion that is the observer's own. */
  public boolean isKnown() {
    return last.conclusive() >= Seen.ENOUGH;
  }

  /** Whether it is down because nothing came back from it, which may be the observer's fault. */
  boolean isSilenced() {
    return verdict.standing() == Standing.DOWN && verdict.reason().isSilence();
  }

  Standing standing() {
    return verdict.standing();
  }

  Track track(Depth depth) {
    return depth == Depth.SHALLOW ? shallow : deep;
  }

  EndpointHealth with(Depth depth, Track track) {
    return depth == Depth.SHALLOW
        ? new EndpointHealth(verdict, track, deep, holdDown, last)
        : new EndpointHealth(verdict, shallow, track, holdDown, last);
  }

  EndpointHealth with(HoldDown newHoldDown) {
    return new EndpointHealth(verdict, shallow, deep, newHoldDown, last);
  }

  EndpointHealth with(Verdict newVerdict) {
    return new EndpointHealth(newVerdict, shallow, deep, holdDown, last);
  }

  EndpointHealth with(Seen newLast) {
    return new EndpointHealth(verdict, shallow, deep, holdDown, newLast);
  }
}
