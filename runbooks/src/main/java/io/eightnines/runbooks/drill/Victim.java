package io.eightnines.runbooks.drill;

/** Whom a fault hits; chosen anew in each trial. */
enum Victim {
  REGION,
  TWO_REGIONS,
  EVERY_REGION,
  /** The daemon that leads the others. */
  LEADER,
  /** Any daemon. */
  DAEMON,
  /** The only gateway. */
  GATEWAY,
  /** The gateway that leads the others. */
  GATEWAY_LEADER,
  /** A gateway that follows. */
  GATEWAY_FOLLOWER,
  EVERY_GATEWAY;

  boolean isRegion() {
    return this == REGION || this == TWO_REGIONS || this == EVERY_REGION;
  }

  /** Whether there must be several gateways. */
  boolean isOneOfSeveralGateways() {
    return this == GATEWAY_LEADER || this == GATEWAY_FOLLOWER || this == EVERY_GATEWAY;
  }

  /** Whether nobody can issue a draw meanwhile. */
  boolean isAllOfAKind() {
    return this == EVERY_REGION || this == GATEWAY || this == EVERY_GATEWAY;
  }

  boolean isDaemon() {
    return this == LEADER || this == DAEMON;
  }
}
