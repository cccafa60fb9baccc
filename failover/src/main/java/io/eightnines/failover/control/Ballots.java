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

/** Writes one observer's ballots; each has a greater sequence than the one before. */
final class Ballots {
  private final ObserverId self;
  private long sequence;

  /**
   * Writes ballots for {@code self}.
   *
   * @param firstSequence greater than any that an earlier process of this daemon used
   */
  Ballots(ObserverId self, long firstSequence) {
    this.self = self;
    this.sequence = firstSequence;
  }

  Ballot of(Map<EndpointId, EndpointHealth> health, Optional<Doubt> doubt) {
    Map<EndpointId, Opinion> opinions = new LinkedHashMap<>();
    health.forEach((id, each) -> opinions.put(id, opinion(each.verdict())));
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
