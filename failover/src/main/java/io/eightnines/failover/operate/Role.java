package io.eightnines.failover.operate;

/** What somebody with a token may do. */
public enum Role {
  /** Reads. */
  VIEWER,
  /** Reads and gives orders. */
  OPERATOR;

  boolean includes(Role needed) {
    return compareTo(needed) >= 0;
  }
}
