package io.eightnines.gateway.ledger;

import io.eightnines.client.draw.DrawId;

/** What came of a request for a draw. */
public sealed interface IssueOutcome {

  /** A new draw, on disk. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Issued(DrawId id, byte[] canonical) implements IssueOutcome {}

  /** The draw that was issued to the same request before, byte for byte. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Reissued(DrawId id, byte[] canonical) implements IssueOutcome {}

  /** Another request was answered at this place of the chain, with this draw. */
  record Conflict(DrawId issued) implements IssueOutcome {}

  /** The chain, or the previous draw in it, does not exist. */
  record UnknownPrevious() implements IssueOutcome {}

  /** Too few random bits; nothing was issued. */
  record EntropyExhausted() implements IssueOutcome {}

  /** The ledger's disk has no room for another draw; nothing was issued. */
  record DiskFull() implements IssueOutcome {}

  /** The caller's time was up before the work began; nothing was issued. */
  record DeadlinePassed() implements IssueOutcome {}

  /** Too many requests are waiting; nothing was issued. */
  record QueueFull() implements IssueOutcome {}

  /** The ledger cannot write; whether something was issued, a retry will tell. */
  record Unavailable() implements IssueOutcome {}
}
