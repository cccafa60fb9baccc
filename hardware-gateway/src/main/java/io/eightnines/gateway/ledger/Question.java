package io.eightnines.gateway.ledger;

import io.eightnines.client.draw.DrawId;
import io.eightnines.log.Position;
import java.util.List;

/** What one member asks of another's store, and what it is told. */
sealed interface Question {

  /** The rows that follow a row, as many as fit a message; rows count from 1. */
  record RowsAfter(long row) implements Question {}

  /** One draw, whole and sound, or no row. */
  record DrawOf(DrawId id) implements Question {}

  /**
   * Rows in the order in which they were issued.
   *
   * @param applied what the answering store had taken in when it looked
   * @param isLast whether no more rows were there then
   */
  record Page(Position applied, boolean isLast, List<Candidate> rows) {
    public Page {
      rows = List.copyOf(rows);
    }
  }
}
