package io.eightnines.failover.vote;

import io.eightnines.failover.detect.Standing;
import java.util.List;

/**
 * Where an endpoint stands after the count.
 *
 * @param evidence what an endpoint that is down was found down by; NONE for any other standing
 * @param sinceMillis log time at which it came to stand there
 * @param silentSinceMillis log time since which several fresh observers all say DOWN while each of
 *     them hears another endpoint well; -1 if they do not
 * @param votes the count in words, one for each fresh observer, in order of their names
 */
public record Finding(
    Standing standing,
    Evidence evidence,
    long sinceMillis,
    long silentSinceMillis,
    List<String> votes) {
  /** How sure it is that an endpoint is down. */
  public enum Evidence {
    NONE,
    /** A majority hears nothing, or nothing good. */
    SUSPICION,
    /** Every observer has heard nothing good for long, while each hears another endpoint well. */
    CONFIRMED,
    /** A majority was refused by the endpoint's own host. */
    PROOF;

    /** Whether so many others may be down as well that nothing else can explain it. */
    public boolean isHard() {
      return this == CONFIRMED || this == PROOF;
    }
  }

  public Finding {
    votes = List.copyOf(votes);
  }

  static Finding unknown(long nowMillis) {
    return new Finding(Standing.UNKNOWN, Evidence.NONE, nowMillis, -1, List.of());
  }
}
