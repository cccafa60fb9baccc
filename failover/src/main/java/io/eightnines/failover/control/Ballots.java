package io.eightnines.failover.control;

import io.eightnines.failover.detect.Doubt;
import io.eightnines.failover.detect.EndpointHealth;
import io.eightnines.failover.detect.Standing;
import io.eightnines.failover.detect.Verdict;
import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.vote.Ballot;
import io.eightnines.failover.vote.ObserverId;
import io.eightnines.failover.vote.Opinion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes one observer's ballots; each has a greater sequence than the one before. An opinion is put
 * into words when its verdict changes, and not with every observation.
 */
final class Ballots {
  private final ObserverId self;
  private final Map<EndpointId, Opinion> opinions = new LinkedHashMap<>();
  private long sequence;

  /**
   * Writes ballots for {@code self}.
   *
   * @param firstSequence greater than any that an earlier process of this daemon used
   * @param health what is known at first, in the fleet's order
   */
  Ballots(ObserverId self, long firstSequence, Map<EndpointId, EndpointHealth> health) {
    this.self = self;
    this.sequence = firstSequence;
    health.forEach((id, each) -> turned(id, each.verdict()));
  }

  void turned(EndpointId id, Verdict verdict) {
    opinions.put(id, opinion(verdict));
  }

  /** Whether a ballot written now would say what {@code last} says. */
  boolean wouldRepeat(Ballot last, Optional<Doubt> doubt) {
    return last.opinions().equals(opinions) && last.abstains().equals(doubt.map(Ballots::words));
  }

  Ballot next(Optional<Doubt> doubt) {
    return new Ballot(self, sequence++, opinions, doubt.map(Ballots::words));
  }

  private static Opinion opinion(Verdict verdict) {
    boolean proof = verdict.standing() == Standing.DOWN && !verdict.reason().isSuspicion();
    long detectMillis = Math.max(0, verdict.since().since(verdict.evidence()).toMillis());
    return new Opinion(verdict.standing(), proof, verdict.reason().text(), detectMillis);
  }

  private static String words(Doubt doubt) {
    return switch (doubt.kind()) {
      case STARTING -> "it has not seen enough yet";
      case LATE -> "its own clockwork is late";
      case BLIND -> "it hears nothing from anybody";
    };
  }
}
