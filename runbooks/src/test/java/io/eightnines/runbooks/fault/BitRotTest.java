package io.eightnines.runbooks.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BitRotTest {
  private static final int DRAWS = 50;

  @TempDir Path folder;

  @Test
  void exactly_as_many_bits_as_it_says_are_changed_in_the_file() throws Exception {
    Path ledger = ledger();
    byte[] before = Files.readAllBytes(ledger);

    int changed = BitRot.in(ledger, 5, new Random(7));

    byte[] after = Files.readAllBytes(ledger);
    int bits = 0;
    for (int i = 0; i < before.length; i++) {
      bits += Integer.bitCount((before[i] ^ after[i]) & 0xff);
    }
    assertThat(after).hasSameSizeAs(before);
    assertThat(changed).isBetween(1, 5);
    assertThat(bits).isEqualTo(changed);
  }

  @Test
  void an_empty_ledger_is_left_as_it_is() throws Exception {
    Path ledger = folder.resolve("ledger.sqlite");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + ledger);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE draws(id TEXT)");
    }

    assertThat(BitRot.in(ledger, 5, new Random(7))).isZero();
  }

  private Path ledger() throws Exception {
    Path ledger = folder.resolve("ledger.sqlite");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + ledger);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE draws(id TEXT)");
      try (PreparedStatement insert = connection.prepareStatement("INSERT INTO draws VALUES(?)")) {
        for (int i = 0; i < DRAWS; i++) {
          insert.setString(1, "the id of draw number %06d, which is long".formatted(i));
          insert.executeUpdate();
        }
      }
    }
    return ledger;
  }
}
