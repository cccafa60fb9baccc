package io.eightnines.gateway.ledger;

/** What the group decided about a candidate. */
sealed interface Verdict {

  /** It is issued, and nothing else ever will be at its place. */
  record Issued() implements Verdict {}

  /** Its place was taken by this draw, which may be the same one, come a second time. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Taken(byte[] canonical) implements Verdict {}

  /** Its chain has no such previous draw. */
  record UnknownPrevious() implements Verdict {}
}
