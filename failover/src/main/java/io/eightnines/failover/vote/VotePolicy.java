package io.eightnines.failover.vote;

import java.util.List;

/**
 * How ballots are counted.
 *
 * @param observers every daemon that may vote, sorted by name
 * @param ballotLifeMillis how long a ballot counts that is not renewed
 * @param confirmMillis how long unanimous silence lasts before it counts as hard evidence
 */
public record VotePolicy(List<ObserverId> observers, long ballotLifeMillis, long confirmMillis) {
  public VotePolicy {
    observers = observers.stream().sorted().distinct().toList();
    if (observers.isEmpty()) {
      throw new IllegalArgumentException("observers: expected at least one");
    }
    if (ballotLifeMillis < 1) {
      throw new IllegalArgumentException(
          "ballotLife is " + ballotLifeMillis + " ms, expected above 0");
    }
    if (confirmMillis < 0) {
      throw new IllegalArgumentException("confirm is " + confirmMillis + " ms, expected 0 or more");
    }
  }
}
