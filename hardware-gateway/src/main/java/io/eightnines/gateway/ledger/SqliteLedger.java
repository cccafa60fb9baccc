package io.eightnines.gateway.ledger;

import io.eightnines.client.draw.ChainName;
import io.eightnines.client.draw.CustomerId;
import io.eightnines.client.draw.DrawId;
import io.eightnines.log.Position;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The writing end of the ledger in one SQLite file; not safe for several threads. Rows are numbered
 * from 1 in the order in which they were appended, without a gap.
 */
final class SqliteLedger implements AutoCloseable {

  /** Stands for the predecessor of a first draw: SQL's NULL would be unlike every other NULL. */
  static final String NONE = "";

  private final Path file;
  private final Connection connection;
  private final PreparedStatement successor;
  private final PreparedStatement head;
  private final PreparedStatement insert;
  private final PreparedStatement advance;

  private SqliteLedger(Path file, Connection connection) throws SQLException {
    this.file = file;
    this.connection = connection;
    this.successor =
        connection.prepareStatement(
            "SELECT canonical FROM draws WHERE customer = ? AND chain = ? AND previous = ?");
    this.head =
        connection.prepareStatement(
            "SELECT id, position FROM draws WHERE customer = ? AND chain = ?"
                + " ORDER BY position DESC LIMIT 1");
    this.insert =
        connection.prepareStatement(
            "INSERT INTO draws(id, customer, chain, previous, position, canonical)"
                + " VALUES(?, ?, ?, ?, ?, ?)");
    this.advance = connection.prepareStatement("UPDATE progress SET term = ?, entry = ?");
  }

  /**
   * Opens the ledger, or makes an empty one.
   *
   * @throws LedgerFault if the file is damaged, no ledger, or not ours to write
   */
  static SqliteLedger open(Path file) {
    Connection connection = SqliteFile.openForWriting(file);
    try {
      return new SqliteLedger(file, connection);
    } catch (SQLException e) {
      throw new LedgerFault("ledger %s: cannot be prepared: %s".formatted(file, e), e);
    }
  }

  /** The draw at a place, what was appended before included. */
  byte @Nullable [] at(Candidate.Place place) throws SQLException {
    successor.setString(1, place.customer().value());
    successor.setString(2, place.chain().value());
    successor.setString(3, text(place.previous()));
    try (ResultSet rows = successor.executeQuery()) {
      return rows.next() ? rows.getBytes(1) : null;
    }
  }

  Issuance.@Nullable Head head(CustomerId customer, ChainName chain) throws SQLException {
    head.setString(1, customer.value());
    head.setString(2, chain.value());
    try (ResultSet rows = head.executeQuery()) {
      return rows.next() ? new Issuance.Head(new DrawId(rows.getString(1)), rows.getLong(2)) : null;
    }
  }

  /** Writes a draw, to be kept with the next commit. */
  void append(Candidate draw, long position) throws SQLException {
    insert.setString(1, draw.id().value());
    insert.setString(2, draw.place().customer().value());
    insert.setString(3, draw.place().chain().value());
    insert.setString(4, text(draw.place().previous()));
    insert.setLong(5, position);
    insert.setBytes(6, draw.canonical());
    insert.executeUpdate();
  }

  /** How far the log was taken in. */
  Position applied() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT term, entry FROM progress")) {
      return rows.next() ? new Position(rows.getLong(1), rows.getLong(2)) : Position.START;
    }
  }

  /** Remembers how far the log was taken in, with the next commit. */
  void advance(Position position) throws SQLException {
    advance.setLong(1, position.term());
    advance.setLong(2, position.index());
    advance.executeUpdate();
  }

  /** What the ledger held before its log began, in a few words; empty if that was nothing. */
  String base() throws SQLException {
    return text("SELECT base FROM progress");
  }

  /** Makes what is there now what was there before the log begins. */
  void rebase() throws SQLException {
    String base =
        text("SELECT rowid || ' ending in ' || id FROM draws ORDER BY rowid DESC LIMIT 1");
    try (PreparedStatement statement =
        connection.prepareStatement("UPDATE progress SET term = 0, entry = -1, base = ?")) {
      statement.setString(1, base);
      statement.executeUpdate();
    }
    connection.commit();
  }

  /** How many rows there are. */
  long rows() throws SQLException {
    String last = text("SELECT max(rowid) FROM draws");
    return last.isEmpty() ? 0 : Long.parseLong(last);
  }

  /** Rows after a row, until their draws have so many bytes together. */
  List<Candidate> after(long row, int bytes) throws SQLException {
    List<Candidate> found = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT id, customer, chain, previous, canonical FROM draws WHERE rowid > ?"
                + " ORDER BY rowid")) {
      statement.setLong(1, row);
      try (ResultSet rows = statement.executeQuery()) {
        for (int size = 0; size < bytes && rows.next(); ) {
          Candidate next = candidate(rows);
          size += next.canonical().length;
          found.add(next);
        }
      }
    }
    return found;
  }

  /** The row of a draw, damaged or not; at most one. */
  List<Candidate> byId(DrawId id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT id, customer, chain, previous, canonical FROM draws WHERE id = ?")) {
      statement.setString(1, id.value());
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? List.of(candidate(rows)) : List.of();
      }
    }
  }

  private static Candidate candidate(ResultSet rows) throws SQLException {
    String previous = rows.getString(4);
    return new Candidate(
        new Candidate.Place(
            new CustomerId(rows.getString(2)),
            new ChainName(rows.getString(3)),
            previous.equals(NONE) ? null : new DrawId(previous)),
        new DrawId(rows.getString(1)),
        rows.getBytes(5));
  }

  /** Replaces the bytes of a row that was damaged, in one transaction with its guards. */
  void repair(DrawId id, byte[] canonical) throws SQLException {
    try (Statement statement = connection.createStatement();
        PreparedStatement update =
            connection.prepareStatement("UPDATE draws SET canonical = ? WHERE id = ?")) {
      statement.execute("DROP TRIGGER a_draw_is_never_changed");
      blank("id = ?", id.value());
      update.setBytes(1, canonical);
      update.setString(2, id.value());
      update.executeUpdate();
      statement.execute(SqliteFile.guards().getFirst());
      connection.commit();
    }
  }

  /**
   * Replaces a row that was damaged, in one transaction with its guards. Where a column was damaged
   * that is indexed, the index has no entry for what the column says now, which SQLite takes for
   * damage of the index unless the schema is writable (SQLite source, {@code OP_IdxDelete}).
   */
  void replace(long row, Candidate draw) throws SQLException {
    try (Statement statement = connection.createStatement();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE draws SET id = ?, customer = ?, chain = ?, previous = ?, canonical = ?,"
                    + " position = 1 + ifnull((SELECT before.position FROM draws AS before"
                    + " WHERE before.id = ?), 0) WHERE rowid = ?")) {
      statement.execute("PRAGMA writable_schema = ON");
      try {
        statement.execute("DROP TRIGGER a_draw_is_never_changed");
        blank("rowid = ?", Long.toString(row));
        update.setString(1, draw.id().value());
        update.setString(2, draw.place().customer().value());
        update.setString(3, draw.place().chain().value());
        update.setString(4, text(draw.place().previous()));
        update.setBytes(5, draw.canonical());
        update.setString(6, text(draw.place().previous()));
        update.setLong(7, row);
        update.executeUpdate();
        statement.execute(SqliteFile.guards().getFirst());
        connection.commit();
      } finally {
        statement.execute("PRAGMA writable_schema = OFF");
      }
    }
  }

  /**
   * Wipes a row that is about to be written: what this connection remembers of it may be sound, and
   * SQLite writes no page to the disk whose content it believes to be there (SQLite source, {@code
   * btreeOverwriteContent}).
   */
  private void blank(String where, String value) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE draws SET canonical = zeroblob(length(canonical)) WHERE " + where)) {
      statement.setString(1, value);
      statement.executeUpdate();
    }
  }

  /** Makes every index anew from the rows. */
  void reindex() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("REINDEX draws");
      connection.commit();
    }
  }

  /** Keeps what was appended; a power cut may still take it away, until {@link #settle}. */
  void commit() throws SQLException {
    connection.commit();
  }

  /** Forgets what was appended since the last commit. */
  void rollback() throws SQLException {
    connection.rollback();
  }

  /** How what was committed has come on disk. */
  enum Settled {
    /** It stands in the file itself. */
    IN_THE_FILE,
    /** A part of it stands in SQLite's own log, for somebody reads or copies meanwhile. */
    IN_ITS_LOG
  }

  /**
   * Puts on disk all that was committed. While a long reader keeps a checkpoint from going on,
   * SQLite flushes nothing and calls that no error (wal.c, walCheckpoint); its log is flushed here
   * then, and a start reads it.
   */
  Settled settle() throws SQLException, IOException {
    connection.commit();
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA wal_checkpoint(PASSIVE)")) {
      boolean whole = rows.next() && rows.getInt(1) == 0 && rows.getInt(2) == rows.getInt(3);
      if (whole) {
        return Settled.IN_THE_FILE;
      }
    } finally {
      connection.setAutoCommit(false);
    }
    try (FileChannel log = FileChannel.open(SqliteFile.log(file), StandardOpenOption.WRITE)) {
      log.force(true);
    }
    return Settled.IN_ITS_LOG;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new LedgerFault("ledger %s: cannot be closed: %s".formatted(file, e), e);
    }
  }

  private String text(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      String text = rows.next() ? rows.getString(1) : null;
      return text == null ? "" : text;
    }
  }

  private static String text(@Nullable DrawId previous) {
    return previous == null ? NONE : previous.value();
  }
}
