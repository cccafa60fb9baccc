package io.eightnines.failover.control;

/** A stretch of the way from the first evidence of a fault to a plan in service without it. */
public enum Stage {
  VERDICT,
  PLAN,
  PUBLISHED,
  /** From the first evidence to the published plan. */
  WHOLE
}
