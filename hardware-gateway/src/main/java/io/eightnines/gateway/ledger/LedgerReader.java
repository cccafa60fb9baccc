package io.eightnines.gateway.ledger;

import io.dropwizard.lifecycle.Managed;
import io.eightnines.client.draw.ChainHead;
import io.eightnines.client.draw.ChainName;
import io.eightnines.client.draw.CustomerId;
import io.eightnines.client.draw.DrawId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The reading end of the ledger: a few read-only connections, lent to one caller each. It sees what
 * was committed, and never makes the writer wait.
 */
public final class LedgerReader implements Managed {

  private final Path file;
  private final int size;
  private final BlockingQueue<Connection> idle;

  /** A reader with so many connections to a ledger that exists. */
  public LedgerReader(Path file, int connections) {
    this.file = file;
    this.size = connections;
    this.idle = new ArrayBlockingQueue<>(connections);
    for (int i = 0; i < connections; i++) {
      idle.add(SqliteFile.openForReading(file));
    }
  }

  /** The bytes of a draw, as they were issued. */
  public Optional<byte[]> draw(DrawId id) throws InterruptedException {
    return query(
        "SELECT canonical FROM draws WHERE id = ?",
        statement -> statement.setString(1, id.value()),
        rows -> rows.getBytes(1));
  }

  /** The bytes of the draw at a place, if it is taken. */
  Optional<byte[]> at(Candidate.Place place) throws InterruptedException {
    DrawId previous = place.previous();
    return query(
        "SELECT canonical FROM draws WHERE customer = ? AND chain = ? AND previous = ?",
        statement -> {
          statement.setString(1, place.customer().value());
          statement.setString(2, place.chain().value());
          statement.setString(3, previous == null ? SqliteLedger.NONE : previous.value());
        },
        rows -> rows.getBytes(1));
  }

  /** Where a chain ends. */
  public Optional<ChainHead> head(CustomerId customer, ChainName chain)
      throws InterruptedException {
    return query(
        "SELECT id, position FROM draws WHERE customer = ? AND chain = ?"
            + " ORDER BY position DESC LIMIT 1",
        statement -> {
          statement.setString(1, customer.value());
          statement.setString(2, chain.value());
        },
        rows -> new ChainHead(customer, chain, new DrawId(rows.getString(1)), rows.getLong(2)));
  }

  private <T> Optional<T> query(String sql, Binder binder, RowReader<T> reader)
      throws InterruptedException {
    Connection connection = idle.take();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      binder.bind(statement);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new LedgerFault("ledger %s: cannot be read: %s".formatted(file, e.getMessage()), e);
    } finally {
      idle.add(connection);
    }
  }

  @Override
  public void stop() throws InterruptedException, SQLException {
    for (int i = 0; i < size; i++) {
      idle.take().close();
    }
  }

  private interface Binder {
    void bind(PreparedStatement statement) throws SQLException;
  }

  private interface RowReader<T> {
    T read(ResultSet rows) throws SQLException;
  }
}
