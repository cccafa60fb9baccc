package io.eightnines.time;

import java.time.InstantSource;

/** The two clocks of one program, read together. */
public record Clocks(InstantSource wall, Ticker ticker) {
  public Moment moment() {
    return new Moment(wall.instant(), ticker.elapsedNanos());
  }
}
