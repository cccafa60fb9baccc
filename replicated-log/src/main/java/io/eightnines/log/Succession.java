package io.eightnines.log;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a follower stand for election as soon as the leader's process is known to be gone, instead
 * of when its silence has lasted for an election time-out.
 *
 * <p>The kernel closes the connections of a process that dies. A follower that loses one looks
 * whether the leader still listens, and an address that refuses is no guess: nobody leads from
 * there. Silence proves nothing, so a machine that is cut off or stands still is left to the
 * time-out.
 *
 * <p>A member may stand at any time (Ongaro 2014, section 3.10 on transfer of leadership): that
 * there is one leader at most rests on the votes, not on who asks for them when. Only two at once
 * would split them, and one that lacks entries gets none, but ends the reign by asking, so that the
 * others wait for a time-out. So each follower lets those go first that come before it in the
 * {@linkplain #rank order of succession}.
 */
final class Succession {
  /** Who leads, and in which term, as this follower knows it. */
  record Reign(String leader, long term) {}

  /**
   * Another follower.
   *
   * @param earlier whether it comes first by its name
   * @param last its last entry; empty if it did not say in time
   */
  record Rival(boolean earlier, Optional<Position> last) {}

  /** What a follower knows of its group and may do in it. */
  interface Seat {
    /** Empty where no leader is known, and at the leader itself. */
    Optional<Reign> reign();

    /** How many others stand before this follower does when that one is gone; in bounded time. */
    int rank(String leader);

    /** Whether that member's address refuses connections; in bounded time. */
    boolean refuses(String member);

    /** Stands for election; false if that reign is over, or this one lacks entries of its term. */
    boolean stand(Reign after) throws IOException;
  }

  /** When something is done. */
  interface Later {
    void run(Runnable task, Duration delay);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Succession.class);

  /** A dying process closes one socket after another, and the one that listens may be the last. */
  private static final List<Duration> LOOKS =
      List.of(
          Duration.ZERO,
          Duration.ofMillis(5),
          Duration.ofMillis(10),
          Duration.ofMillis(20),
          Duration.ofMillis(40),
          Duration.ofMillis(80));

  /** Whose last entry comes later has more (Raft paper, section 5.4.1). */
  private static final Comparator<Position> BY_AGE =
      Comparator.comparingLong(Position::term).thenComparingLong(Position::index);

  /** Ample for a vote request to arrive, which ends the reign where it does. */
  private static final Duration HEAD_START = Duration.ofMillis(100);

  private final Seat seat;
  private final Later later;
  private final AtomicInteger losses = new AtomicInteger();

  Succession(Seat seat, Later later) {
    this.seat = seat;
    this.later = later;
  }

  /**
   * How many others stand before a follower does: those that have more of the log, and of those
   * that have as much, or do not say, whoever comes first by name.
   */
  static int rank(Position own, List<Rival> others) {
    return Math.toIntExact(
        others.stream()
            .filter(rival -> {
              int more = rival.last().map(last -> BY_AGE.compare(last, own)).orElse(0);
              return more > 0 || (more == 0 && rival.earlier());
            })
            .count());
  }

  /** Called when any connection from anybody has ended; returns at once. */
  void connectionLost() {
    if (losses.getAndIncrement() == 0) {
      later.run(() -> attempt(this::begin), LOOKS.getFirst());
    }
  }

  private void begin() {
    seat.reign().ifPresentOrElse(reign -> look(reign, 1), this::end);
  }

  private void look(Reign reign, int looks) {
    if (!lasts(reign)) {
      end();
    } else if (seat.refuses(reign.leader())) {
      Duration wait = HEAD_START.multipliedBy(seat.rank(reign.leader()));
      later.run(() -> attempt(() -> stand(reign)), wait);
    } else if (looks < LOOKS.size()) {
      later.run(() -> attempt(() -> look(reign, looks + 1)), LOOKS.get(looks));
    } else {
      end();
    }
  }

  private void stand(Reign reign) {
    try {
      if (lasts(reign) && seat.stand(reign)) {
        LOG.info("stands for election, because {} refuses connections", reign.leader());
      }
    } catch (IOException e) {
      LOG.warn("could not stand for election after {}: {}", reign.leader(), e.toString());
    }
    end();
  }

  private boolean lasts(Reign reign) {
    return seat.reign().filter(reign::equals).isPresent();
  }

  /** Connections that ended meanwhile may be those of a leader that died after the last look. */
  private void end() {
    if (losses.getAndSet(0) > 1) {
      connectionLost();
    }
  }

  private void attempt(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.error("it was not found out whether the leader is gone", e);
      losses.set(0);
    }
  }
}
