package io.eightnines.gateway.ledger;

import io.dropwizard.lifecycle.Managed;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks the ledger from its first row to its last, round after round, at a bounded rate, reads what
 * is on the disk, and has what is damaged there taken from another member before anybody asks for
 * it. A disk that loses bits silently is noticed within a round.
 *
 * <p>Each round reads by a connection of its own, because what one has read before it need not read
 * again.
 */
public final class LedgerScrub implements Managed {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerScrub.class);

  private static final int STEPS_PER_SECOND = 10;
  private static final long STEP_MILLIS = 1000 / STEPS_PER_SECOND;

  /** After a round that could not go on: what stopped it does not pass in a moment. */
  private static final long REST_MILLIS = 10_000;

  private final Path file;
  private final Mending mending;
  private final Predicate<Candidate> isSound;
  private final int step;
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread thread =
      Thread.ofPlatform().name("ledger-scrub").daemon().unstarted(this::run);
  private final AtomicReference<View> view =
      new AtomicReference<>(new View(0, 0, 0, 0, 0, Optional.empty()));

  /** Rows of this round that nobody could help with; the scrub's own thread's. */
  private int helpless;

  /**
   * What was found so far, since the start.
   *
   * @param rounds through the whole ledger
   * @param rows looked at, in all rounds
   * @param damaged rows that were found damaged, or without a way to them
   * @param mended of these, those that are sound again
   * @param waiting damaged rows that nobody could help with when they were looked at last
   * @param fault why the last round could not go on, if it could not
   */
  public record View(
      long rounds, long rows, long damaged, long mended, long waiting, Optional<String> fault) {

    /** What was found in two ledgers; a round of both is over with the slower one. */
    View and(View other) {
      return new View(
          Math.min(rounds, other.rounds),
          rows + other.rows,
          damaged + other.damaged,
          mended + other.mended,
          waiting + other.waiting,
          fault.or(other::fault));
    }

    private View looked(int more) {
      return new View(rounds, rows + more, damaged, mended, waiting, fault);
    }

    private View found(boolean isMended, int helpless) {
      return new View(
          rounds,
          rows,
          damaged + 1,
          mended + (isMended ? 1 : 0),
          Math.max(waiting, helpless),
          fault);
    }

    private View passed(int helpless) {
      return new View(rounds + 1, rows, damaged, mended, helpless, Optional.empty());
    }

    private View stopped(String why) {
      return new View(rounds, rows, damaged, mended, waiting, Optional.of(why));
    }
  }

  /**
   * A scrub that {@link #start} begins.
   *
   * @param rowsPerSecond 0 for none
   * @param isGenuine whether the bytes of a draw carry the signature of a key that is known here,
   *     or of one that is not
   */
  LedgerScrub(Path file, Mending mending, int rowsPerSecond, Predicate<byte[]> isGenuine) {
    this.file = file;
    this.mending = mending;
    this.isSound = row -> Soundness.is(row) && isGenuine.test(row.canonical());
    this.step = rowsPerSecond == 0 ? 0 : Math.max(1, rowsPerSecond / STEPS_PER_SECOND);
  }

  /** What was found so far. */
  public View view() {
    return view.get();
  }

  @Override
  public void start() {
    if (step > 0) {
      thread.start();
    }
  }

  @Override
  public void stop() throws InterruptedException {
    over.countDown();
    thread.join();
  }

  private void run() {
    try {
      boolean again = true;
      while (again) {
        again = !over.await(round() ? STEP_MILLIS : REST_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      LOG.error("The scrub of the ledger was interrupted", e);
    }
  }

  /** Whether it came to the end. */
  private boolean round() throws InterruptedException {
    helpless = 0;
    try (RowCheck check = new RowCheck(SqliteFile.openForReading(file), isSound)) {
      long row = 0;
      RowCheck.Stretch stretch;
      do {
        stretch = check.after(row, step);
        int looked = stretch.rows();
        view.updateAndGet(seen -> seen.looked(looked));
        treat(stretch);
        row = stretch.last();
      } while (stretch.rows() == step && !over.await(STEP_MILLIS, TimeUnit.MILLISECONDS));
      view.updateAndGet(seen -> seen.passed(helpless));
      return true;
    } catch (SQLException | RuntimeException e) {
      LOG.error(
          "ledger {}: is damaged in a way that rows cannot be mended one by one ({}); replace this"
              + " site's disk",
          file,
          e.toString());
      view.updateAndGet(seen -> seen.stopped(e.toString()));
      return false;
    }
  }

  private void treat(RowCheck.Stretch stretch) throws InterruptedException {
    boolean indexed = true;
    for (RowCheck.Found found : stretch.damaged()) {
      LOG.error("ledger {}: row {} is damaged: {}", file, found.row(), found.why());
      switch (found.damage()) {
        case ROW -> {
          boolean mended = mending.row(found.row(), isSound);
          helpless += mended ? 0 : 1;
          view.updateAndGet(seen -> seen.found(mended, helpless));
        }
        case INDEX -> {
          if (indexed) {
            mending.indexes();
            indexed = false;
          }
          view.updateAndGet(seen -> seen.found(true, helpless));
        }
      }
    }
  }
}
