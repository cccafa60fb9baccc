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
  GATEWAY;

  boolean isRegion() {
    return this == REGION || this == TWO_REGIONS || this == EVERY_REGION;
  }

  boolean isDaemon() {
    return this == LEADER || this == DAEMON;
  }
}
