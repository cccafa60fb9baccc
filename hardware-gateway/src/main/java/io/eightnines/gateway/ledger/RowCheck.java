package io.eightnines.gateway.ledger;

import io.eightnines.client.draw.ChainName;
import io.eightnines.client.draw.CustomerId;
import io.eightnines.client.draw.DrawId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Reads rows as they are on the disk, and tells which are not as they were written: by the draw
 * itself, whose id is its hash; by its columns, which say again what the draw says; and by the
 * indexes, each of which must lead to it.
 */
final class RowCheck implements AutoCloseable {

  /** What is wrong with a row. */
  enum Damage {
    /** The row itself. */
    ROW,
    /** A way to it. */
    INDEX
  }

  /** A row that is damaged, and why that is known. */
  record Found(long row, Damage damage, String why) {}

  /**
   * Some rows.
   *
   * @param last the number of the last of them; 0 if there were none
   */
  record Stretch(long last, int rows, List<Found> damaged) {}

  private final Connection connection;
  private final Predicate<Candidate> isSound;
  private final PreparedStatement rows;
  private final PreparedStatement byId;
  private final PreparedStatement byPrevious;
  private final PreparedStatement byPosition;
  private final PreparedStatement position;

  /**
   * A check of a file.
   *
   * @param connection of this check's own: what others have read before is not what is on the disk
   */
  RowCheck(Connection connection, Predicate<Candidate> isSound) throws SQLException {
    this.connection = connection;
    this.isSound = isSound;
    this.rows =
        connection.prepareStatement(
            "SELECT rowid, id, customer, chain, previous, position, canonical FROM draws"
                + " NOT INDEXED WHERE rowid > ? ORDER BY rowid LIMIT ?");
    this.byId = connection.prepareStatement("SELECT rowid FROM draws WHERE id = ?");
    this.byPrevious =
        connection.prepareStatement(
            "SELECT rowid FROM draws WHERE customer = ? AND chain = ? AND previous = ?");
    this.byPosition =
        connection.prepareStatement(
            "SELECT rowid FROM draws WHERE customer = ? AND chain = ? AND position = ?");
    this.position = connection.prepareStatement("SELECT position FROM draws WHERE id = ?");
  }

  /**
   * Looks at the rows after a row.
   *
   * @throws SQLException if the file's structure is damaged, so that rows cannot be found in it
   */
  Stretch after(long row, int most) throws SQLException {
    List<Found> damaged = new ArrayList<>();
    long last = 0;
    int seen = 0;
    rows.setLong(1, row);
    rows.setInt(2, most);
    try (ResultSet found = rows.executeQuery()) {
      while (found.next()) {
        last = found.getLong(1);
        seen++;
        judge(found, last, damaged);
      }
    }
    return new Stretch(last, seen, List.copyOf(damaged));
  }

  private void judge(ResultSet found, long row, List<Found> damaged) throws SQLException {
    Candidate draw;
    try {
      String previous = text(found, 5);
      draw =
          new Candidate(
              new Candidate.Place(
                  new CustomerId(text(found, 3)),
                  new ChainName(text(found, 4)),
                  previous.equals(SqliteLedger.NONE) ? null : new DrawId(previous)),
              new DrawId(text(found, 2)),
              bytes(found, 7));
    } catch (IllegalArgumentException e) {
      damaged.add(new Found(row, Damage.ROW, "a column holds no name or id"));
      return;
    }
    long place = found.getLong(6);
    if (!isSound.test(draw)) {
      damaged.add(new Found(row, Damage.ROW, "it is not the draw that its id names"));
    } else if (place != expectedPosition(draw.place())) {
      damaged.add(new Found(row, Damage.ROW, "its position is not after its predecessor's"));
    } else if (!isIndexed(row, draw, place)) {
      damaged.add(new Found(row, Damage.INDEX, "an index does not lead to it"));
    }
  }

  private long expectedPosition(Candidate.Place place) throws SQLException {
    DrawId previous = place.previous();
    if (previous == null) {
      return 1;
    }
    position.setString(1, previous.value());
    return number(position) + 1;
  }

  private boolean isIndexed(long row, Candidate draw, long place) throws SQLException {
    byId.setString(1, draw.id().value());
    DrawId previous = draw.place().previous();
    byPrevious.setString(1, draw.place().customer().value());
    byPrevious.setString(2, draw.place().chain().value());
    byPrevious.setString(3, previous == null ? SqliteLedger.NONE : previous.value());
    byPosition.setString(1, draw.place().customer().value());
    byPosition.setString(2, draw.place().chain().value());
    byPosition.setLong(3, place);
    return number(byId) == row && number(byPrevious) == row && number(byPosition) == row;
  }

  private static long number(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      return rows.next() ? rows.getLong(1) : -1;
    }
  }

  private static String text(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "?" : text;
  }

  private static byte[] bytes(ResultSet row, int column) throws SQLException {
    byte[] bytes = row.getBytes(column);
    return bytes == null ? new byte[0] : bytes;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
