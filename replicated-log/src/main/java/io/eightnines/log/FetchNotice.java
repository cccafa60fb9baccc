package io.eightnines.log;

/**
 * When a leader tells a follower to fetch what the leader's log no longer has.
 *
 * <p>The follower takes nothing else in until it is told again after it has fetched (Ratis 3.3.0),
 * be it by the next leader. So it is told until it shows that it has, though the leader may have
 * come to believe meanwhile that the log is enough; and not with each turn of the leader's loop,
 * which has no pause then.
 *
 * <p>Thread-safe: answers come on other threads than the leader's loop.
 */
final class FetchNotice {
  static final long BETWEEN_MILLIS = 100;

  /** Whether it has something to show yet. */
  private boolean isOwed;

  private long toldAt = -BETWEEN_MILLIS;
  private long snapshot;
  private long match;

  /**
   * Whether to tell it now.
   *
   * @param lacks whether the log here begins after what the follower has, as far as is known
   * @param snapshot up to where the follower said that it has fetched, 0 before it did
   * @param match up to where the follower said that it has taken entries in
   * @param now in milliseconds, from any beginning
   */
  synchronized boolean isDue(boolean lacks, long snapshot, long match, long now) {
    if (snapshot != this.snapshot || match != this.match) {
      isOwed = false;
    }
    if (!(lacks || isOwed) || remaining(now) > 0) {
      return false;
    }
    owe(snapshot, match);
    toldAt = now;
    return true;
  }

  /**
   * The follower refused an entry though it is the one that it needs: it fetches.
   *
   * @param needed that entry; one that it has fetched by now was refused before
   */
  synchronized void refused(long needed, long snapshot, long match) {
    if (needed > snapshot || snapshot == 0) {
      owe(snapshot, match);
    }
  }

  private void owe(long snapshot, long match) {
    isOwed = true;
    this.snapshot = snapshot;
    this.match = match;
  }

  /** How long until it may be told again, in milliseconds. */
  synchronized long remaining(long now) {
    return isOwed ? Math.max(0, toldAt + BETWEEN_MILLIS - now) : 0;
  }
}
