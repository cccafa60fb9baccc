package io.eightnines.failover.vote;

import io.eightnines.failover.detect.Standing;

/**
 * What one observer says of one endpoint.
 *
 * @param proof down, and its own host said so by refusing connections; silence is no proof
 * @param why the observer's reason, in words and with its figures
 * @param detectMillis from the first evidence to the observer's verdict, by its own clock
 */
public record Opinion(Standing standing, boolean proof, String why, long detectMillis) {
  public Opinion {
    if (proof && standing != Standing.DOWN) {
      throw new IllegalArgumentException("proof is of standing " + standing + ", expected DOWN");
    }
    if (why.length() > 500) {
      throw new IllegalArgumentException("why has more than 500 characters");
    }
    if (detectMillis < 0) {
      throw new IllegalArgumentException(
          "detectMillis is " + detectMillis + ", expected 0 or more");
    }
  }
}
