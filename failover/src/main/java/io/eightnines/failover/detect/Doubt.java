package io.eightnines.failover.detect;

import io.eightnines.failover.probe.Punctuality;
import io.eightnines.time.Moment;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * Why an observer does not trust its own eyes, and should abstain (Dadgar et al., "Lifeguard: Local
 * Health Awareness", 2018: most false alarms come from observers that are themselves unwell).
 */
public record Doubt(Kind kind, Moment since) {
  /** What it doubts. */
  public enum Kind {
    /** It has not seen enough yet. */
    STARTING,
    /** Its own ticks are late, or were so just now. */
    LATE,
    /** Nothing comes back from anybody: the common cause is its own network. */
    BLIND
  }

  /** An endpoint that gives nothing conclusive for so long is not waited for any longer. */
  static final Duration STARTING_AT_MOST = Duration.ofSeconds(2);

  /** Five intervals on time at the default pace: the stop is over and not just paused. */
  static final Duration ON_TIME_AGAIN = Duration.ofMillis(500);

  /**
   * Who regains its sight hears all within some intervals, and its verdicts on those it has not
   * heard yet date from the dark.
   */
  static final Duration SIGHTED_AGAIN = Duration.ofMillis(500);

  /** Of one endpoint's silence nothing can be told: it may as well be the endpoint's. */
  private static final int ENDPOINTS_TO_BE_BLIND = 2;

  /**
   * The doubt at a moment, the gravest if there are several.
   *
   * <p>Blind is who has heard nothing from at least two endpoints for the trip's span. A trip for
   * silence takes that long and a time-out more, so who loses all at once is blind before it
   * accuses anybody; and it is no longer than two intervals, so one lost round blinds nobody. It
   * stays so while silence is all it knows: until one endpoint has stood for half a second, what it
   * holds against the others it saw, or rather did not see, while it was cut off.
   */
  public static Optional<Doubt> of(
      DetectorPolicy policy, Punctuality own, Collection<EndpointHealth> all, Moment now) {
    if (own.overdue(now).compareTo(policy.selfDoubt()) > 0) {
      return Optional.of(new Doubt(Kind.LATE, now));
    }
    Moment late = own.lastLate();
    if (late != null && now.since(late).compareTo(ON_TIME_AGAIN) < 0) {
      return Optional.of(new Doubt(Kind.LATE, late));
    }
    if (all.size() >= ENDPOINTS_TO_BE_BLIND) {
      Moment heard =
          all.stream()
              .map(EndpointHealth::heard)
              .reduce((one, other) -> one.since(other).isNegative() ? other : one)
              .orElseThrow();
      if (now.since(heard).compareTo(policy.trip().span()) >= 0) {
        return Optional.of(new Doubt(Kind.BLIND, heard));
      }
      if (knowsSilenceOnly(all, now)) {
        return Optional.of(new Doubt(Kind.BLIND, heard));
      }
    }
    boolean starting =
        now.since(own.began()).compareTo(STARTING_AT_MOST) < 0
            && !all.stream().allMatch(EndpointHealth::isKnown);
    return starting ? Optional.of(new Doubt(Kind.STARTING, own.began())) : Optional.empty();
  }

  private static boolean knowsSilenceOnly(Collection<EndpointHealth> all, Moment now) {
    return all.stream().anyMatch(EndpointHealth::isSilenced)
        && all.stream()
            .filter(each -> !each.isSilenced())
            .allMatch(each -> now.since(each.verdict().since()).compareTo(SIGHTED_AGAIN) < 0);
  }
}
