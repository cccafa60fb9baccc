package io.eightnines.failover.publish;

import java.time.Duration;
import java.util.Optional;

/**
 * What one authoritative name server answers.
 *
 * @param seen the generation in its last answer; empty before the first
 * @param awaited the generation that it should answer by now or soon
 * @param visibleAfter how long its last change took, from the plan's coming into service here
 * @param trouble why its last answer is missing
 */
public record ServerView(
    String server,
    Optional<Long> seen,
    long awaited,
    Standing standing,
    Optional<Duration> visibleAfter,
    Optional<String> trouble) {
  /** How it keeps up. */
  public enum Standing {
    /** Another daemon reads back, or nothing is published yet. */
    NOT_READ,
    /** It answers the newest generation. */
    CURRENT,
    /** It does not yet, and still has time. */
    AWAITED,
    /** It has had its time. */
    LAGS,
    /** It answers an older generation than it did. */
    WENT_BACK
  }
}
