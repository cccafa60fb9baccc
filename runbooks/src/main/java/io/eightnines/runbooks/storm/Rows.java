package io.eightnines.runbooks.storm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;

/**
 * All rows of a ledger in a few bytes: ledgers with the same hash have the same rows.
 *
 * @param count how many rows
 * @param hash over all of them, in their order
 */
record Rows(long count, String hash) {
  private static final int COLUMNS = 7;

  static Rows of(Path ledger) throws IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + ledger);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT rowid, id, customer, chain, previous, position, canonical FROM draws"
                    + " ORDER BY rowid")) {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      long count = 0;
      while (rows.next()) {
        count++;
        for (int column = 1; column < COLUMNS; column++) {
          hash.update(rows.getString(column).getBytes(StandardCharsets.UTF_8));
          hash.update((byte) 0);
        }
        hash.update(rows.getBytes(COLUMNS));
      }
      return new Rows(count, HexFormat.of().formatHex(hash.digest()).substring(0, 16));
    } catch (SQLException e) {
      throw new IOException(ledger + " cannot be read: " + e.getMessage(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
