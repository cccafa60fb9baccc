package io.eightnines.gateway.ledger;

import io.dropwizard.lifecycle.Managed;
import java.sql.SQLException;

/** One shard of the ledger here, and those who work on it. */
public record Shard(Ledger ledger, LedgerWriter writer, LedgerScrub scrub) implements Managed {
  @Override
  public void start() {
    scrub.start();
    writer.start();
  }

  /** Writes what waits, and leaves the group last. */
  @Override
  public void stop() throws InterruptedException, SQLException {
    try {
      writer.stop();
    } finally {
      scrub.stop();
      ledger.stop();
    }
  }
}
