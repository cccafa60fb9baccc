package io.eightnines.failover.plan;

/**
 * Says whether a plan may be served. It may only hold: it never changes a plan and never makes one.
 */
public final class ChangeGuard {
  private ChangeGuard() {}

  /** What the guard says of one plan. */
  public sealed interface Decision {
    /** The plan may be served. */
    record Go() implements Decision {}

    /** The plan in service stays, because {@code why}. */
    record Hold(Why why) implements Decision {}
  }

  /** Why a plan is held. */
  public enum Why {
    NOBODY_LEFT("every endpoint looks down: an empty set is never served, the last plan stays");

    private final String text;

    Why(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /**
   * All down at once is more often the observer's fault than everybody's, and an empty answer helps
   * nobody even if it is not: fail open (Envoy calls it panic mode).
   */
  public static Decision decide(Plan proposed) {
    return proposed.isEmpty() ? new Decision.Hold(Why.NOBODY_LEFT) : new Decision.Go();
  }
}
