package io.eightnines.runbooks.redeploy;

/** What comes next. */
public sealed interface Move {
  /** Nothing has begun, and nothing may, because {@code why}. */
  record Refuse(String why) implements Move {}

  /** Begin, as was found permissible. */
  record Begin() implements Move {}

  /** Give the order that drains the region. */
  record Drain() implements Move {}

  /** Have Terraform make the region be of this generation. */
  record Apply(long generation) implements Move {}

  /** End the order that drains the region. */
  record Undrain() implements Move {}

  /** Look again soon: {@code why}. */
  record Wait(String why) implements Move {}

  /** The phase at hand has reached what it is for. */
  record Pass(String detail) implements Move {}

  /** The phase at hand does not get there; the run stays where it is. */
  record Fail(String why) implements Move {}

  /** End the order and the run: the region is as it was. */
  record Abandon(String why) implements Move {}

  /** All is done. */
  record Finish() implements Move {}
}
