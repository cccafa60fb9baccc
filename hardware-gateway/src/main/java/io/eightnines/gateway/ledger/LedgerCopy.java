package io.eightnines.gateway.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConnection;

/**
 * Copies a ledger while a gateway writes to it (SQLite documentation, "SQLite Backup API"). The
 * copy is what was committed at one instant: it is made within one read transaction, so that the
 * writer is not held up and commits made meanwhile neither show nor start the copying again.
 */
public final class LedgerCopy {
  private LedgerCopy() {}

  /**
   * Copies a ledger to a file that does not exist yet, and checks the copy as a whole.
   *
   * @return how many draws the copy holds
   * @throws LedgerFault if the ledger cannot be read or the copy is not sound
   */
  public static long make(Path ledger, Path copy) {
    if (!Files.isRegularFile(ledger)) {
      throw new LedgerFault("ledger %s: is no file".formatted(ledger));
    }
    if (Files.exists(copy)) {
      throw new LedgerFault("copy %s: is there already".formatted(copy));
    }
    try (Connection source = SqliteFile.openForReading(ledger)) {
      source.setAutoCommit(false);
      try (Statement statement = source.createStatement()) {
        var _ = number(statement, "SELECT count(*) FROM sqlite_schema"); // the transaction begins
        int code =
            source
                .unwrap(SQLiteConnection.class)
                .getDatabase()
                .backup("main", copy.toString(), null);
        if (code != 0) {
          throw new SQLException("SQLite answered " + code);
        }
      } finally {
        source.rollback();
      }
      return check(copy);
    } catch (SQLException e) {
      throw new LedgerFault("ledger %s: cannot be copied: %s".formatted(ledger, e.getMessage()), e);
    }
  }

  /**
   * Checks a copy as a whole and puts it where a gateway that is stopped goes on from it. All
   * members of a group must be given the same copy.
   *
   * @param keep whether to do it; otherwise it is only checked whether it can be done
   * @return how many draws it holds
   * @throws LedgerFault if the copy is not sound, or there is a ledger or a log already
   */
  public static long restore(Path copy, Path stateDirectory, boolean keep) {
    long draws = verify(copy);
    for (String there : List.of(Ledger.FILE, Ledger.LOG_FOLDER)) {
      if (Files.exists(stateDirectory.resolve(there))) {
        throw new LedgerFault("%s: is there already".formatted(stateDirectory.resolve(there)));
      }
    }
    if (keep) {
      Path fresh = stateDirectory.resolve(Ledger.FILE + ".restore");
      try {
        Files.createDirectories(stateDirectory);
        Files.copy(copy, fresh, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
        Files.move(fresh, stateDirectory.resolve(Ledger.FILE), StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw new LedgerFault("copy %s: cannot be restored: %s".formatted(copy, e), e);
      }
    }
    return draws;
  }

  /**
   * Checks a ledger that nobody writes to, every page and index of it.
   *
   * @return how many draws it holds
   * @throws LedgerFault if it is damaged or no ledger
   */
  public static long verify(Path ledger) {
    try {
      return check(ledger);
    } catch (SQLException e) {
      throw new LedgerFault("ledger %s: is refused: %s".formatted(ledger, e.getMessage()), e);
    }
  }

  private static long check(Path copy) throws SQLException {
    // Immutable: nothing is locked, and no file appears beside it.
    String address = "jdbc:sqlite:" + copy.toUri() + "?immutable=1";
    try (Connection connection = DriverManager.getConnection(address);
        Statement statement = connection.createStatement()) {
      SqliteFile.refuseOthers(statement);
      try (ResultSet rows = statement.executeQuery("PRAGMA integrity_check(1)")) {
        String health = rows.next() ? rows.getString(1) : "";
        if (!health.equals("ok")) {
          throw new SQLException("it is damaged: " + health);
        }
      }
      long draws = number(statement, "SELECT count(*) FROM draws");
      for (String suffix : List.of("-wal", "-journal")) {
        if (Files.exists(copy.resolveSibling(copy.getFileName() + suffix))) {
          throw new SQLException("a part of it is still in " + copy.getFileName() + suffix);
        }
      }
      return draws;
    }
  }

  private static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : -1;
    }
  }
}
