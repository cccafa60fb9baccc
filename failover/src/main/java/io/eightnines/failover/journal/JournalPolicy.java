package io.eightnines.failover.journal;

/** How much is kept: {@code segments} files of about {@code segmentBytes} each. */
public record JournalPolicy(long segmentBytes, int segments) {
  public JournalPolicy {
    if (segmentBytes < 1 << 16) {
      throw new IllegalArgumentException(
          "segmentSize is " + segmentBytes + " bytes, expected 64 KiB or more");
    }
    if (segments < 2) {
      throw new IllegalArgumentException("segments is " + segments + ", expected 2 or more");
    }
  }
}
