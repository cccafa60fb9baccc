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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The reading end of the ledger: a few read-only connections, lent to one caller each. It sees what
 * was committed, and never makes the writer wait.
 */
public final class LedgerReader implements Managed {

  private static final String DRAW = "SELECT canonical FROM draws WHERE id = ?";

  private static final String AT =
      "SELECT canonical FROM draws WHERE customer = ? AND chain = ? AND previous = ?";

  private static final String HEAD =
      "SELECT id, position FROM draws WHERE customer = ? AND chain = ?"
          + " ORDER BY position DESC LIMIT 1";

  private final Path file;
  private final int size;
  private final BlockingQueue<Line> idle;

  /** A reader with so many connections to a ledger that exists. */
  public LedgerReader(Path file, int connections) {
    this.file = file;
    this.size = connections;
    this.idle = new ArrayBlockingQueue<>(connections);
    for (int i = 0; i < connections; i++) {
      idle.add(new Line(SqliteFile.openForReading(file)));
    }
  }

  /** The bytes of a draw, as they were issued. */
  public Optional<byte[]> draw(DrawId id) throws InterruptedException {
    return query(DRAW, statement -> statement.setString(1, id.value()), rows -> rows.getBytes(1));
  }

  /** The bytes of the draw at a place, if it is taken. */
  Optional<byte[]> at(Candidate.Place place) throws InterruptedException {
    DrawId previous = place.previous();
    return query(
        AT,
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
        HEAD,
        statement -> {
          statement.setString(1, customer.value());
          statement.setString(2, chain.value());
        },
        rows -> new ChainHead(customer, chain, new DrawId(rows.getString(1)), rows.getLong(2)));
  }

  private <T> Optional<T> query(String sql, Binder binder, RowReader<T> reader)
      throws InterruptedException {
    Line line = idle.take();
    try {
      PreparedStatement statement = line.statement(sql);
      binder.bind(statement);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new LedgerFault("ledger %s: cannot be read: %s".formatted(file, e.getMessage()), e);
    } finally {
      idle.add(line);
    }
  }

  @Override
  public void stop() throws InterruptedException, SQLException {
    for (int i = 0; i < size; i++) {
      idle.take().connection.close();
    }
  }

  /** A connection, and the statements that were prepared on it: each at its first use. */
  private static final class Line {
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Line(Connection connection) {
      this.connection = connection;
    }

    PreparedStatement statement(String sql) throws SQLException {
      PreparedStatement known = prepared.get(sql);
      if (known == null) {
        known = connection.prepareStatement(sql);
        prepared.put(sql, known);
      }
      return known;
    }
  }

  private interface Binder {
    void bind(PreparedStatement statement) throws SQLException;
  }

  private interface RowReader<T> {
    T read(ResultSet rows) throws SQLException;
  }
}
