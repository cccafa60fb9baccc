package io.eightnines.client.channel;

/**
 * What the channel thinks of one lane, as a value: evidence goes in, the next opinion comes out.
 *
 * @param strikes how much has gone wrong in a row, in sixths of what makes a lane suspect
 * @param proven whether one piece of evidence alone was enough: the lane is down, not just slow
 * @param goodInARow successes in a row since the lane became suspect
 */
record LaneHealth(boolean fit, boolean proven, int strikes, int goodInARow) {

  /** A sign of a lane's health, with its share of the six strikes that make a lane suspect. */
  enum Evidence {
    SUCCESS(0),
    /** Three in a row: an instance may fail once, a lane does not fail thrice by accident. */
    SERVER_ERROR(2),
    /** Two in a row: a kept-open connection may be closed by the peer in good faith once. */
    BROKEN(3),
    /** Two in a row: one time-out may be a lost packet or a pause. */
    TIMED_OUT(3),
    /** One is proof: nobody listens there. */
    UNCONNECTED(6),
    /** One is proof: the endpoint says so itself. */
    DRAINING(6);

    private final int strikes;

    Evidence(int strikes) {
      this.strikes = strikes;
    }
  }

  private static final int STRIKES_TO_SUSPECT = 6;
  private static final int GOOD_TO_FIT = 2;

  /** A lane of which nothing is known is tried. */
  static LaneHealth initial() {
    return new LaneHealth(true, false, 0, 0);
  }

  LaneHealth after(Evidence evidence) {
    if (evidence == Evidence.SUCCESS) {
      boolean fitAgain = fit || goodInARow + 1 >= GOOD_TO_FIT;
      return fitAgain ? initial() : new LaneHealth(false, proven, 0, goodInARow + 1);
    }
    int total = Math.min(STRIKES_TO_SUSPECT, strikes + evidence.strikes);
    return new LaneHealth(
        fit && total < STRIKES_TO_SUSPECT,
        proven || evidence.strikes == STRIKES_TO_SUSPECT,
        total,
        0);
  }
}
