package io.eightnines.gateway.ledger;

import io.eightnines.client.draw.DrawId;
import io.eightnines.log.Position;
import io.eightnines.log.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger as the state behind a log: it decides candidates in the log's order, each in the same
 * transaction that remembers how far the log was taken in.
 *
 * <p>Every member has the same rows under the same numbers, so what one lacks is a tail, and what
 * is damaged at one is there at the others. The lock is for questions and repairs, which come on
 * other threads than entries.
 */
final class LedgerStore implements Store, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LedgerStore.class);

  /** Several of these and a draw of the greatest size fit into one message. */
  private static final int PAGE_BYTES = 2 << 20;

  private final Path file;
  private final SqliteLedger ledger;
  private Position applied;

  private LedgerStore(Path file, SqliteLedger ledger) throws SQLException {
    this.file = file;
    this.ledger = ledger;
    this.applied = ledger.applied();
    ledger.commit();
  }

  /**
   * Opens the ledger in {@code file}, or makes an empty one.
   *
   * @param hasLog whether there is a log to go on with: without one, all that the ledger has counts
   *     as there before the log begins
   * @throws LedgerFault if the file is damaged, no ledger, or not ours to write
   */
  static LedgerStore open(Path file, boolean hasLog) {
    SqliteLedger ledger = SqliteLedger.open(file);
    try {
      if (!hasLog) {
        ledger.rebase();
      }
      return new LedgerStore(file, ledger);
    } catch (SQLException e) {
      ledger.close();
      throw new LedgerFault("ledger %s: cannot be read: %s".formatted(file, e), e);
    }
  }

  /** What was there before the log began: groups with different bases must not meet. */
  synchronized String base() {
    try {
      String base = ledger.base();
      ledger.commit();
      return base;
    } catch (SQLException e) {
      throw fault("cannot be read", e);
    }
  }

  @Override
  public synchronized Position applied() {
    return applied;
  }

  @Override
  public synchronized byte[] apply(Position position, byte[] command) {
    try {
      List<Verdict> verdicts = new ArrayList<>();
      for (Candidate candidate : read(command)) {
        verdicts.add(decide(candidate));
      }
      if (position.index() > applied.index()) {
        ledger.advance(position);
      }
      ledger.commit();
      if (position.index() > applied.index()) {
        applied = position;
      }
      return LedgerCodec.verdicts(verdicts);
    } catch (SQLException e) {
      undo();
      throw fault("cannot take in entry " + position.index(), e);
    }
  }

  /** What no member can read has no effect at any. */
  private static List<Candidate> read(byte[] command) {
    try {
      return LedgerCodec.candidates(command);
    } catch (IOException e) {
      LOG.error("A command of {} bytes cannot be read and has no effect", command.length, e);
      return List.of();
    }
  }

  private Verdict decide(Candidate candidate) throws SQLException {
    OptionalLong position =
        Issuance.free(
            candidate.place().previous(),
            ledger.head(candidate.place().customer(), candidate.place().chain()));
    if (position.isEmpty()) {
      byte[] standing = ledger.at(candidate.place());
      return standing == null ? new Verdict.UnknownPrevious() : new Verdict.Taken(standing);
    }
    ledger.append(candidate, position.getAsLong());
    return new Verdict.Issued();
  }

  private void undo() {
    try {
      ledger.rollback();
    } catch (SQLException e) {
      LOG.error("ledger {}: cannot be rolled back", file, e);
    }
  }

  @Override
  public synchronized Position settle() throws IOException {
    try {
      var _ = ledger.settle();
      return applied;
    } catch (SQLException | IOException e) {
      throw new IOException("ledger %s: cannot be put on disk: %s".formatted(file, e), e);
    }
  }

  @Override
  public byte[] answer(byte[] question) throws IOException {
    return LedgerCodec.page(
        switch (LedgerCodec.question(question)) {
          case Question.RowsAfter rows -> page(rows.row());
          case Question.DrawOf draw -> one(draw);
        });
  }

  private synchronized Question.Page page(long row) throws IOException {
    try {
      List<Candidate> rows = ledger.after(row, PAGE_BYTES);
      boolean last = row + rows.size() == ledger.rows();
      ledger.commit();
      return new Question.Page(applied, last, rows);
    } catch (SQLException e) {
      throw new IOException("ledger %s: cannot be read: %s".formatted(file, e), e);
    }
  }

  private synchronized Question.Page one(Question.DrawOf question) throws IOException {
    try {
      List<Candidate> found = ledger.byId(question.id()).stream().filter(Soundness::is).toList();
      ledger.commit();
      return new Question.Page(applied, true, found);
    } catch (SQLException e) {
      throw new IOException("ledger %s: cannot be read: %s".formatted(file, e), e);
    }
  }

  @Override
  public void refill(Source leader) throws IOException {
    long begun = rows();
    Question.Page page;
    do {
      byte[] question = LedgerCodec.question(new Question.RowsAfter(rows()));
      page = LedgerCodec.page(leader.ask(question));
      takeIn(page);
    } while (!page.isLast());
    LOG.info("ledger {}: fetched {} draws that its log no longer has", file, rows() - begun);
  }

  private synchronized long rows() throws IOException {
    try {
      long rows = ledger.rows();
      ledger.commit();
      return rows;
    } catch (SQLException e) {
      throw new IOException("ledger %s: cannot be read: %s".formatted(file, e), e);
    }
  }

  private synchronized void takeIn(Question.Page page) throws IOException {
    try {
      for (Candidate row : page.rows()) {
        if (!Soundness.is(row)) {
          throw new IOException("the leader's draw " + row.id() + " is damaged");
        }
        if (!(decide(row) instanceof Verdict.Issued)) {
          throw new IOException("the leader's draw " + row.id() + " does not follow what is here");
        }
      }
      if (page.isLast() && page.applied().index() > applied.index()) {
        ledger.advance(page.applied());
      }
      ledger.commit();
      if (page.isLast() && page.applied().index() > applied.index()) {
        applied = page.applied();
      }
    } catch (SQLException | IOException e) {
      undo();
      throw new IOException("ledger %s: cannot be refilled: %s".formatted(file, e), e);
    }
  }

  /** Puts sound bytes in the place of a draw whose bytes here are not. */
  synchronized void repair(DrawId id, byte[] canonical) {
    try {
      ledger.repair(id, canonical);
    } catch (SQLException e) {
      undo();
      throw fault("cannot be repaired", e);
    }
  }

  /** Puts a sound draw in the place of a row that is damaged. */
  synchronized void replace(long row, Candidate draw) {
    try {
      ledger.replace(row, draw);
    } catch (SQLException e) {
      undo();
      throw fault("row " + row + " cannot be repaired", e);
    }
  }

  /** Makes the indexes anew; whoever else wants the ledger waits. */
  synchronized void reindex() {
    try {
      ledger.reindex();
    } catch (SQLException e) {
      undo();
      throw fault("the indexes cannot be made anew", e);
    }
  }

  private LedgerFault fault(String what, SQLException e) {
    return new LedgerFault("ledger %s: %s: %s".formatted(file, what, e.getMessage()), e);
  }

  @Override
  public synchronized void close() {
    ledger.close();
  }
}
