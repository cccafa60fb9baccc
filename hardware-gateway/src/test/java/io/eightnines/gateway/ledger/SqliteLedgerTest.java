package io.eightnines.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.client.draw.ChainName;
import io.eightnines.client.draw.CustomerId;
import io.eightnines.client.draw.DrawId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLedgerTest {
  @TempDir private Path folder;

  @Test
  void what_a_long_reader_keeps_out_of_the_file_is_flushed_in_its_log() throws Exception {
    Path file = folder.resolve("ledger.sqlite");
    try (SqliteLedger ledger = SqliteLedger.open(file)) {
      append(ledger, 1);
      assertThat(ledger.settle()).isEqualTo(SqliteLedger.Settled.IN_THE_FILE);
      append(ledger, 2);
      try (Connection reader = SqliteFile.openForReading(file)) {
        reader.setAutoCommit(false);
        try (Statement statement = reader.createStatement();
            ResultSet rows = statement.executeQuery("SELECT canonical FROM draws")) {
          assertThat(rows.next()).isTrue();
          append(ledger, 3);

          assertThat(ledger.settle()).isEqualTo(SqliteLedger.Settled.IN_ITS_LOG);
          append(ledger, 4);
          assertThat(ledger.settle()).isEqualTo(SqliteLedger.Settled.IN_ITS_LOG);
        }
      }
      assertThat(ledger.settle()).isEqualTo(SqliteLedger.Settled.IN_THE_FILE);
    }
  }

  private static void append(SqliteLedger ledger, int number) throws Exception {
    Candidate.Place place =
        new Candidate.Place(new CustomerId("acme"), new ChainName("c" + number), null);
    ledger.append(
        new Candidate(place, DrawId.ofContent(new byte[] {(byte) number}), new byte[8]), 1);
    ledger.commit();
  }
}
