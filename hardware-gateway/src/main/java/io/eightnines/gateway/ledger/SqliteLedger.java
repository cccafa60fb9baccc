package io.eightnines.gateway.ledger;

import io.eightnines.client.draw.CustomerId;
import io.eightnines.client.draw.Draw;
import io.eightnines.client.draw.DrawId;
import io.eightnines.client.draw.DrawReader;
import io.eightnines.client.draw.DrawRequest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The writing end of the ledger in one SQLite file; not safe for several threads. Nothing is issued
 * before {@link #commit} has returned.
 */
final class SqliteLedger implements AutoCloseable {

  /** Stands for the predecessor of a first draw: SQL's NULL would be unlike every other NULL. */
  private static final String NONE = "";

  private final Path file;
  private final Connection connection;
  private final PreparedStatement successor;
  private final PreparedStatement head;
  private final PreparedStatement insert;

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

  /** What is at the place that a request names, what was appended before included. */
  Issuance.Found find(CustomerId customer, DrawRequest request) throws SQLException {
    Issuance.@Nullable Kept kept = successor(customer, request);
    return new Issuance.Found(kept, kept == null ? head(customer, request) : null);
  }

  private Issuance.@Nullable Kept successor(CustomerId customer, DrawRequest request)
      throws SQLException {
    successor.setString(1, customer.value());
    successor.setString(2, request.chain().value());
    successor.setString(3, previous(request));
    try (ResultSet rows = successor.executeQuery()) {
      return rows.next() ? kept(rows.getBytes(1)) : null;
    }
  }

  private Issuance.@Nullable Head head(CustomerId customer, DrawRequest request)
      throws SQLException {
    head.setString(1, customer.value());
    head.setString(2, request.chain().value());
    try (ResultSet rows = head.executeQuery()) {
      return rows.next() ? new Issuance.Head(new DrawId(rows.getString(1)), rows.getLong(2)) : null;
    }
  }

  private Issuance.Kept kept(byte[] canonical) {
    if (DrawReader.read(canonical) instanceof DrawReader.Read read) {
      return new Issuance.Kept(read.draw(), canonical);
    }
    throw new LedgerFault("ledger %s: holds a draw that cannot be read".formatted(file));
  }

  /** Writes a draw, to be kept with the next commit. */
  void append(Draw draw, long position, byte[] canonical) throws SQLException {
    insert.setString(1, draw.id().value());
    insert.setString(2, draw.customer().value());
    insert.setString(3, draw.request().chain().value());
    insert.setString(4, previous(draw.request()));
    insert.setLong(5, position);
    insert.setBytes(6, canonical);
    insert.executeUpdate();
  }

  /** Puts on disk what was appended: when it returns, a power cut takes none of it away. */
  void commit() throws SQLException {
    connection.commit();
  }

  /** Forgets what was appended since the last commit. */
  void rollback() throws SQLException {
    connection.rollback();
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new LedgerFault("ledger %s: cannot be closed: %s".formatted(file, e), e);
    }
  }

  private static String previous(DrawRequest request) {
    DrawId previous = request.previous();
    return previous == null ? NONE : previous.value();
  }
}
