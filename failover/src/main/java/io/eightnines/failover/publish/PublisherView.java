package io.eightnines.failover.publish;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a publisher does at one moment.
 *
 * @param served generation at the provider, as far as is known; empty before it has been asked
 * @param wanted generation of the newest plan, 0 before the first
 * @param spreading generation of a change that has not reached all of the provider's name servers
 * @param failures tries in a row that failed
 * @param trouble what the last of them failed by, or what somebody else changed
 * @param since when it came into its phase
 */
public record PublisherView(
    String name,
    Phase phase,
    Optional<Long> served,
    long wanted,
    Optional<Long> spreading,
    int failures,
    Optional<String> trouble,
    Instant since,
    List<Loss> losses) {
  /** What a publisher can be at. */
  public enum Phase {
    /** Another daemon leads, and publishes. */
    STANDING_BY,
    /** The newest plan is served. */
    SERVED,
    /** The newest plan is on its way there. */
    PUBLISHING,
    /** The provider does not do what it is asked; it is asked again. */
    FAILING,
    /** Somebody else changed the records, and they are left as they are. */
    DRIFTED,
    /** The provider serves a newer plan than this daemon knows. */
    AHEAD
  }

  public PublisherView {
    losses = List.copyOf(losses);
  }

  PublisherView publishing(long newer) {
    return new PublisherView(
        name, Phase.PUBLISHING, served, newer, spreading, failures, trouble, since, losses);
  }

  PublisherView settled() {
    return new PublisherView(
        name, phase, served, wanted, Optional.empty(), failures, trouble, since, losses);
  }
}
