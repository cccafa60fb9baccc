package io.eightnines.gateway.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Places in the ledger for which a draw is under way, each with those who wait for what comes of
 * it. The lock is for places that are settled on other threads than they are taken on.
 *
 * @param <T> who waits
 */
final class Places<T> {
  private final int mostWaiting;
  private final Map<Candidate.Place, List<T>> underWay = new HashMap<>();
  private final Queue<T> again = new ConcurrentLinkedQueue<>();

  /** What becomes of somebody who wants a place. */
  enum Entry {
    /** Nothing is under way there: ask for it. */
    FREE,
    /** It waits, and comes {@link #again}. */
    WAITS,
    /** As many wait as may. */
    FULL
  }

  Places(int mostWaiting) {
    this.mostWaiting = mostWaiting;
  }

  synchronized Entry enter(Candidate.Place place, T who) {
    List<T> waiting = underWay.get(place);
    if (waiting == null) {
      return Entry.FREE;
    }
    if (waiting.size() >= mostWaiting) {
      return Entry.FULL;
    }
    waiting.add(who);
    return Entry.WAITS;
  }

  /** A draw for the place is under way from now on. */
  synchronized void take(Candidate.Place place) {
    underWay.put(place, new ArrayList<>());
  }

  /** It is known what became of the place: those who waited may ask again. */
  synchronized void settle(Candidate.Place place) {
    List<T> waiting = underWay.remove(place);
    if (waiting != null) {
      again.addAll(waiting);
    }
  }

  /** The next one whose place is settled. */
  @Nullable T again() {
    return again.poll();
  }

  boolean hasAgain() {
    return !again.isEmpty();
  }
}
