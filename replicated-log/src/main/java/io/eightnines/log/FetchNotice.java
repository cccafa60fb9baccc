package io.eightnines.log;

/**
 * When a leader tells a follower to fetch what the leader's log no longer has.
 *
 * <p>The follower takes nothing else in until it is told again after it has fetched (Ratis 3.3.0),
 * be it by the next leader. So it is told until it shows that it has, though the leader may have
 * come to believe meanwhile that the log is enough; and not with each turn of the leader's loop,
 * which has no pause then.
 *
 * <p>Times are in milliseconds, from any beginning. Thread-safe: answers come on other threads than
 * the leader's loop.
 */
final class FetchNotice {
  static final long BETWEEN_MILLIS = 100;

  /**
   * What a follower said before it had fetched comes within this time after it said that it has.
   */
  static final long LATE_MILLIS = 1000;

  /** Whether it has something to show yet. */
  private boolean isOwed;

  private boolean fetches;
  private long toldAt = -BETWEEN_MILLIS;
  private long triedAt = -BETWEEN_MILLIS;
  private long snapshot;
  private long match;
  private long fetched;
  private long fetchedAt;

  /**
   * Whether to tell it now.
   *
   * @param lacks whether the log here begins after what the follower has, as far as is known
   * @param snapshot up to where the follower said that it has fetched, 0 before it did
   * @param match up to where the follower said that it has taken entries in
   */
  synchronized boolean isDue(boolean lacks, long snapshot, long match, long now) {
    if (snapshot != this.snapshot || match != this.match) {
      isOwed = false;
      fetches = false;
    }
    if (!(lacks || isOwed) || remaining(now) > 0) {
      return false;
    }
    owe(snapshot, match);
    toldAt = now;
    return true;
  }

  /** The follower refused what only one that fetches refuses. */
  synchronized void refused(long snapshot, long match) {
    fetches = true;
    owe(snapshot, match);
  }

  private void owe(long snapshot, long match) {
    isOwed = true;
    this.snapshot = snapshot;
    this.match = match;
  }

  /** Whether it fetches already, as far as is known. */
  synchronized boolean fetches() {
    return fetches;
  }

  /** Whether it said so before it had fetched, though it is heard only now. */
  synchronized boolean isLate(long needed, long snapshot, long now) {
    if (snapshot != fetched) {
      fetched = snapshot;
      fetchedAt = now;
    }
    return needed <= snapshot && now - fetchedAt < LATE_MILLIS;
  }

  /** Whether it may be sent entries, which it refuses while it fetches. */
  synchronized boolean mayTryEntries(long now) {
    if (isOwed && now - triedAt < BETWEEN_MILLIS) {
      return false;
    }
    triedAt = now;
    return true;
  }

  /** How long until it may be told again. */
  synchronized long remaining(long now) {
    return isOwed ? Math.max(0, toldAt + BETWEEN_MILLIS - now) : 0;
  }
}
