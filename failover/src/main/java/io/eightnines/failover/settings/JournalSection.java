package io.eightnines.failover.settings;

import io.dropwizard.util.DataSize;
import io.eightnines.failover.journal.JournalPolicy;

/**
 * How much of the journal is kept.
 *
 * @param segmentSize of one file; default 16 MiB
 * @param segments files kept; default 16, some days of a quiet fleet
 */
public record JournalSection(DataSize segmentSize, Integer segments) {
  public JournalSection {
    segmentSize = segmentSize == null ? DataSize.mebibytes(16) : segmentSize;
    segments = segments == null ? 16 : segments;
    var _ = new JournalPolicy(segmentSize.toBytes(), segments);
  }

  public static JournalSection ofDefaults() {
    return new JournalSection(DataSize.mebibytes(16), 16);
  }

  public JournalPolicy toPolicy() {
    return new JournalPolicy(segmentSize.toBytes(), segments);
  }
}
