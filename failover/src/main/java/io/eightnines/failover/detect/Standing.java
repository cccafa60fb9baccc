package io.eightnines.failover.detect;

/** Where an endpoint stands in the eyes of one observer. */
public enum Standing {
  UNKNOWN,
  UP,
  DOWN,
  DRAINING;

  /** Whether an endpoint that stands here is kept out of the answers. */
  public boolean isOut() {
    return switch (this) {
      case UNKNOWN, UP -> false;
      case DOWN, DRAINING -> true;
    };
  }
}
