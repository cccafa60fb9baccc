package io.eightnines.runbooks.drill;

import java.time.Duration;

/** What must come of a fault. */
sealed interface Expectation {

  /** Whether it is about gateways: what clients were given is held against their ledgers. */
  default boolean concernsLedgers() {
    return switch (this) {
      case DrawsStay _, DeviceOut _, Drought _, RefusesWithoutRoom _, LedgerMended _ -> true;
      case Leaves _, NothingMoves _, FailsOpen _, Reduced _, FewChanges _, Redeployed _ -> false;
    };
  }

  /**
   * The regions leave the answers of every daemon that is not damaged itself, and come back.
   *
   * @param p99BoundMs milliseconds, on the slowest of the daemons
   */
  record Leaves(double p99BoundMs) implements Expectation {}

  /**
   * No daemon changes a weight, and every region stays in the answers.
   *
   * @param during how long the fault lasts
   * @param after how long nothing may move once it is mended
   */
  record NothingMoves(Duration during, Duration after) implements Expectation {}

  /** No answer is ever empty, soon every region is answered as before, and an alert is raised. */
  record FailsOpen() implements Expectation {}

  /**
   * The region has less weight, or none, on every daemon.
   *
   * @param p99BoundMs milliseconds, on the slowest of the daemons
   */
  record Reduced(double p99BoundMs) implements Expectation {}

  /**
   * No daemon changes weights more often.
   *
   * @param during how long the fault lasts
   */
  record FewChanges(Duration during, int most) implements Expectation {}

  /** Draws that were given are there byte for byte, and are made again after the mending. */
  record DrawsStay() implements Expectation {}

  /**
   * The device is out and named, the site goes on with the others, and after the mending the device
   * is used again once it has passed its start-up tests.
   *
   * @param within from the fault until it is out
   */
  record DeviceOut(Duration within) implements Expectation {}

  /** The pool drains, draws are refused for a while, and are made again after the mending. */
  record Drought() implements Expectation {}

  /** The gateway says that its disk is full, and the others go on. */
  record RefusesWithoutRoom() implements Expectation {}

  /** What was damaged is found, and taken from the other members. */
  record LedgerMended() implements Expectation {}

  /**
   * The region is redeployed, in a {@link Way} of each trial's own, and Terraform moves no weight.
   */
  record Redeployed() implements Expectation {}
}
