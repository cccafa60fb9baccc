package io.eightnines.gateway.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
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
   * Copies the ledger of a state directory: of one shard to a file, of several to a folder.
   *
   * @return how many draws the copy holds
   * @throws LedgerFault if there is no ledger, it cannot be read, or the copy is not sound
   */
  public static long makeAll(Path stateDirectory, Path copy) {
    Sharding sharding = Sharding.of(stateDirectory);
    List<Path> from = sharding.ledgers(stateDirectory);
    if (from.size() == 1) {
      return make(from.getFirst(), copy);
    }
    if (Files.exists(copy)) {
      throw new LedgerFault("copy %s: is there already".formatted(copy));
    }
    try (Fresh fresh = Fresh.beside(copy)) {
      List<Path> to = sharding.ledgers(fresh.folder());
      long draws = 0;
      for (int i = 0; i < from.size(); i++) {
        Files.createDirectories(sharding.folders(fresh.folder()).get(i));
        draws += make(from.get(i), to.get(i));
      }
      fresh.become(copy);
      return draws;
    } catch (IOException e) {
      throw new LedgerFault("copy %s: cannot be written: %s".formatted(copy, e), e);
    }
  }

  /**
   * Checks a copy as a whole and puts it where a gateway that is stopped goes on from it. All
   * members of a group must be given the same copy.
   *
   * @param copy a file, or a folder with a ledger of several shards
   * @param keep whether to do it; otherwise it is only checked whether it can be done
   * @return how many draws it holds
   * @throws LedgerFault if the copy is not sound, or there is a ledger or a log already
   */
  public static long restore(Path copy, Path stateDirectory, boolean keep) {
    boolean isFolder = Files.isDirectory(copy);
    Sharding sharding = isFolder ? Sharding.of(copy) : Sharding.WHOLE;
    List<Path> from = isFolder ? sharding.ledgers(copy) : List.of(copy);
    long draws = from.stream().mapToLong(LedgerCopy::verify).sum();
    Sharding.requireNone(stateDirectory);
    if (keep) {
      try (Fresh fresh = Fresh.in(stateDirectory)) {
        List<Path> to = sharding.ledgers(fresh.folder());
        for (int i = 0; i < from.size(); i++) {
          Files.createDirectories(sharding.folders(fresh.folder()).get(i));
          Files.copy(from.get(i), to.get(i));
          try (FileChannel channel = FileChannel.open(to.get(i), StandardOpenOption.WRITE)) {
            channel.force(true);
          }
        }
        fresh.bring(sharding, stateDirectory);
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
