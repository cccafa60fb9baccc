package io.eightnines.failover.control;

import java.time.Duration;

/** A stretch of the way from the first evidence of a fault to answers without it. */
public enum Stage {
  /** From the first evidence to this observer's verdict. */
  DETECT(Duration.ofMillis(500)),
  /** From the verdict to the applied entry that moved the plan. */
  VOTE(Duration.ofMillis(150)),
  /** Counting, planning and guarding. */
  PLAN(Duration.ofMillis(10)),
  /** Putting the plan into service on this daemon. */
  SERVE(Duration.ofMillis(10)),
  /** All of it. */
  WHOLE(Duration.ofSeconds(1));

  private final Duration budget;

  Stage(Duration budget) {
    this.budget = budget;
  }

  /** How long it may take; more is counted as a breach. */
  public Duration budget() {
    return budget;
  }
}
