package io.eightnines.gateway.ledger;

/** What came of looking something up in the ledger. */
public sealed interface Look<T> {

  /** It is there. */
  record Found<T>(T value) implements Look<T> {}

  /** It is nowhere: a majority was asked. */
  record Nothing<T>() implements Look<T> {}

  /** It is not here, and nobody can be asked now whether it is elsewhere. */
  record Unknowable<T>() implements Look<T> {}
}
