package io.eightnines.log;

/** A place in the log: the term of an entry's leader, and the entry's index. */
public record Position(long term, long index) {
  /** Before the first entry. */
  public static final Position START = new Position(0, -1);

  public Position {
    if (term < 0 || index < -1) {
      throw new IllegalArgumentException(
          "position is " + term + ":" + index + ", expected a term from 0 and an index from -1");
    }
  }
}
