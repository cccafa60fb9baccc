package io.eightnines.gateway.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;

/**
 * Opens the ledger's file with the settings on which its promises rest (SQLite documentation,
 * "Write-Ahead Logging" and "PRAGMA synchronous"): in WAL mode readers never wait for the writer,
 * and with synchronous=FULL every commit is flushed to the disk before it returns.
 */
final class SqliteFile {

  /** "89rL": tells a ledger from any other SQLite file. */
  private static final int APPLICATION_ID = 0x3839724c;

  private static final int LAYOUT = 1;
  private static final int BUSY_MILLIS = 2000;

  private static final List<String> SCHEMA =
      List.of(
          """
          CREATE TABLE draws(
            id TEXT PRIMARY KEY NOT NULL,
            customer TEXT NOT NULL,
            chain TEXT NOT NULL,
            previous TEXT NOT NULL,
            position INTEGER NOT NULL CHECK (position >= 1),
            canonical BLOB NOT NULL,
            UNIQUE(customer, chain, position),
            UNIQUE(customer, chain, previous),
            CHECK ((position = 1) = (previous = ''))) STRICT
          """,
          """
          CREATE TRIGGER a_draw_is_never_changed BEFORE UPDATE ON draws
          BEGIN SELECT RAISE(ABORT, 'a draw is never changed'); END
          """,
          """
          CREATE TRIGGER a_draw_is_never_deleted BEFORE DELETE ON draws
          BEGIN SELECT RAISE(ABORT, 'a draw is never deleted'); END
          """,
          "PRAGMA application_id = " + APPLICATION_ID,
          "PRAGMA user_version = " + LAYOUT);

  private SqliteFile() {}

  static Connection openForWriting(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MILLIS);
    // The write lock is taken when a transaction begins, not in its middle.
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return prepared(config, file);
    } catch (SQLException | IOException e) {
      throw new LedgerFault(
          ("ledger %s: cannot be opened: %s. Nothing was changed in it; move the file aside or"
                  + " restore a copy")
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static Connection prepared(SQLiteConfig config, Path file) throws SQLException {
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      String health = text(statement, "PRAGMA quick_check(1)");
      if (!health.equals("ok")) {
        throw new SQLException("it is damaged: " + health);
      }
      connection.setAutoCommit(false);
      if (number(statement, "SELECT count(*) FROM sqlite_schema") == 0) {
        for (String sql : SCHEMA) {
          statement.execute(sql);
        }
      }
      refuseOthers(statement);
      connection.commit();
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Throws unless the file is a ledger of this layout. */
  static void refuseOthers(Statement statement) throws SQLException {
    int application = number(statement, "PRAGMA application_id");
    int layout = number(statement, "PRAGMA user_version");
    if (application != APPLICATION_ID || layout != LAYOUT) {
      throw new SQLException(
          "it is no ledger of layout %d (application %d, layout %d)"
              .formatted(LAYOUT, application, layout));
    }
  }

  static Connection openForReading(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_MILLIS);
    try {
      return config.createConnection("jdbc:sqlite:" + file);
    } catch (SQLException e) {
      throw new LedgerFault("ledger %s: cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static String text(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : "";
    }
  }

  private static int number(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getInt(1) : -1;
    }
  }
}
