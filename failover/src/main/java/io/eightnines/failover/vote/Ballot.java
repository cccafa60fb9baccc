package io.eightnines.failover.vote;

import io.eightnines.failover.fleet.EndpointId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All that one observer has to say, always whole, so that a ballot lost or repeated does no harm.
 *
 * @param sequence grows with each ballot of one observer, so that one that was held up on its way
 *     does not replace a newer one
 * @param opinions in the fleet's order
 * @param abstains why this observer does not trust itself now; its opinions do not count then
 */
public record Ballot(
    ObserverId observer,
    long sequence,
    Map<EndpointId, Opinion> opinions,
    Optional<String> abstains) {
  public Ballot {
    opinions = Collections.unmodifiableMap(new LinkedHashMap<>(opinions));
  }

  /** Whether both mean the same, whenever they were cast. */
  public boolean saysTheSameAs(Ballot other) {
    return opinions.equals(other.opinions) && abstains.equals(other.abstains);
  }

  /** The same opinion once more. */
  public Ballot again(long newSequence) {
    return new Ballot(observer, newSequence, opinions, abstains);
  }
}
