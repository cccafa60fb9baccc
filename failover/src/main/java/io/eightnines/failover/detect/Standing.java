package io.eightnines.failover.detect;

/** Where an endpoint stands in the eyes of one observer. */
public enum Standing {
  UNKNOWN,
  UP,
  /** It serves, but fails more often than chance explains. */
  SHAKY,
  DOWN,
  DRAINING;

  /** Whether an endpoint that stands here is kept out of the answers. */
  public boolean isOut() {
    return switch (this) {
      case UNKNOWN, UP, SHAKY -> false;
      case DOWN, DRAINING -> true;
    };
  }
}
