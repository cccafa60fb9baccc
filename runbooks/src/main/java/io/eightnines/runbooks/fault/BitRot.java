package io.eightnines.runbooks.fault;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A disk that changes bits under whoever works with it, and says nothing: those of draws in a
 * ledger's file, and of their ids wherever they stand, which is also in the indexes and in the
 * draws that follow them.
 */
public final class BitRot {
  private BitRot() {}

  /**
   * Changes a bit in each of some draws, or of what leads to them.
   *
   * @return how many bits were changed: fewer than draws if there are too few in the file
   */
  public static int in(Path ledger, int draws, Random random) throws IOException {
    List<String> ids = someIds(ledger, draws, random);
    // One byte is one character, so that a place in the text is a place in the file.
    String content = new String(Files.readAllBytes(ledger), StandardCharsets.ISO_8859_1);
    int changed = 0;
    try (RandomAccessFile disk = new RandomAccessFile(ledger.toFile(), "rw")) {
      for (String id : ids) {
        List<Integer> places = places(content, id);
        if (!places.isEmpty()) {
          flip(
              disk,
              places.get(random.nextInt(places.size())) + random.nextInt(id.length()),
              random);
          changed++;
        }
      }
    }
    return changed;
  }

  /** Ids of draws that are in the file itself, for which it is brought up to date. */
  private static List<String> someIds(Path ledger, int draws, Random random) throws IOException {
    List<String> ids = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + ledger);
        Statement statement = connection.createStatement();
        PreparedStatement one =
            connection.prepareStatement("SELECT id FROM draws WHERE rowid >= ? LIMIT 1")) {
      statement.execute("PRAGMA busy_timeout = 5000");
      statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
      int rows;
      try (ResultSet count = statement.executeQuery("SELECT max(rowid) FROM draws")) {
        rows = count.next() ? count.getInt(1) : 0;
      }
      for (int i = 0; i < draws && rows > 0; i++) {
        one.setInt(1, 1 + random.nextInt(rows));
        try (ResultSet row = one.executeQuery()) {
          if (row.next()) {
            ids.add(row.getString(1));
          }
        }
      }
      return ids.stream().distinct().toList();
    } catch (SQLException e) {
      throw new IOException(ledger + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<Integer> places(String content, String text) {
    List<Integer> places = new ArrayList<>();
    for (int at = content.indexOf(text); at >= 0; at = content.indexOf(text, at + 1)) {
      places.add(at);
    }
    return places;
  }

  private static void flip(RandomAccessFile disk, int at, Random random) throws IOException {
    disk.seek(at);
    int there = disk.read();
    disk.seek(at);
    disk.write(there ^ 1 << random.nextInt(Byte.SIZE));
  }
}
