package io.eightnines.log;

/**
 * When a leader tells a follower to fetch what the leader's log no longer has.
 *
 * <p>The follower takes nothing else in until it is told again after it has fetched (Ratis 3.3.0).
 * So it is told until it shows that it has, though the leader may have come to believe meanwhile
 * that the log is enough; and not with each turn of the leader's loop, which has no pause then.
 */
final class FetchNotice {
  static final long BETWEEN_MILLIS = 100;

  private boolean told;
  private long toldAt;
  private long snapshot;
  private long match;

  /**
   * Whether to tell it now.
   *
   * @param lacks whether the log here begins after what the follower has, as far as is known
   * @param snapshot up to where the follower said that it has fetched
   * @param match up to where the follower said that it has taken entries in
   * @param now in milliseconds, from any beginning
   */
  boolean isDue(boolean lacks, long snapshot, long match, long now) {
    if (snapshot != this.snapshot || match != this.match) {
      told = false;
    }
    if (!(lacks || told) || remaining(now) > 0) {
      return false;
    }
    told = true;
    toldAt = now;
    this.snapshot = snapshot;
    this.match = match;
    return true;
  }

  /** How long until it may be told again, in milliseconds. */
  long remaining(long now) {
    return told ? Math.max(0, toldAt + BETWEEN_MILLIS - now) : 0;
  }
}
