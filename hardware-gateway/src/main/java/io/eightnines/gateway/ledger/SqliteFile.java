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
 * and with synchronous=NORMAL a power cut takes the last commits away whole, never one in part and
 * none that a checkpoint has passed. The log has those still, and gives them again.
 */
final class SqliteFile {

  /** "89rL": tells a ledger from any other SQLite file. */
  private static final int APPLICATION_ID = 0x3839724c;

  /** The layout of a ledger that stood alone: without its position in a log. */
  private static final int ALONE = 1;

  private static final int LAYOUT = 2;
  private static final int BUSY_MILLIS = 2000;

  /** Up to here the whole file is checked at each opening, which takes about a second. */
  private static final long CHECKED_WHOLE_BYTES = 64L << 20;

  private static final int CACHE_KIBIBYTES = 64 << 10;

  /** Between two checkpoints; each writes a page once, however often it was changed. */
  private static final int WAL_PAGES = 16 << 10;

  private static final List<String> PROGRESS =
      List.of(
          """
          CREATE TABLE progress(
            one INTEGER PRIMARY KEY CHECK (one = 1),
            term INTEGER NOT NULL,
            entry INTEGER NOT NULL,
            base TEXT NOT NULL) STRICT
          """,
          "INSERT INTO progress VALUES(1, 0, -1, '')",
          "PRAGMA user_version = " + LAYOUT);

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
          "PRAGMA user_version = " + ALONE);

  private SqliteFile() {}

  static Connection openForWriting(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setCacheSize(-CACHE_KIBIBYTES);
    config.setBusyTimeout(BUSY_MILLIS);
    // Else each insert is followed by a query for a row number that nobody asks for.
    config.setGetGeneratedKeys(false);
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

  private static Connection prepared(SQLiteConfig config, Path file)
      throws SQLException, IOException {
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      if (Files.size(file) <= CHECKED_WHOLE_BYTES) {
        String health = text(statement, "PRAGMA quick_check(1)");
        if (!health.equals("ok")) {
          throw new SQLException("it is damaged: " + health);
        }
      }
      statement.execute("PRAGMA wal_autocheckpoint = " + WAL_PAGES);
      connection.setAutoCommit(false);
      if (number(statement, "SELECT count(*) FROM sqlite_schema") == 0) {
        executeAll(statement, SCHEMA);
      }
      refuseOthers(statement);
      if (number(statement, "PRAGMA user_version") == ALONE) {
        executeAll(statement, PROGRESS);
      }
      connection.commit();
      return connection;
    } catch (SQLException | IOException e) {
      connection.close();
      throw e;
    }
  }

  private static void executeAll(Statement statement, List<String> sqls) throws SQLException {
    for (String sql : sqls) {
      statement.execute(sql);
    }
  }

  /** Puts back the guards that {@link SqliteLedger} lifts while it repairs. */
  static List<String> guards() {
    return SCHEMA.stream().filter(sql -> sql.startsWith("CREATE TRIGGER")).toList();
  }

  /** Throws unless the file is a ledger of a layout that can be read. */
  static void refuseOthers(Statement statement) throws SQLException {
    int application = number(statement, "PRAGMA application_id");
    int layout = number(statement, "PRAGMA user_version");
    if (application != APPLICATION_ID || layout < ALONE || layout > LAYOUT) {
      throw new SQLException(
          "it is no ledger of layout %d to %d (application %d, layout %d)"
              .formatted(ALONE, LAYOUT, application, layout));
    }
  }

  /** What SQLite calls the write-ahead log of a file, beside it. */
  static Path log(Path file) {
    return file.resolveSibling(file.getFileName() + "-wal");
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
