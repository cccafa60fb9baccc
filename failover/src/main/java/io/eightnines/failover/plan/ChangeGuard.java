package io.eightnines.failover.plan;

import io.eightnines.failover.intent.Orders;

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
    FROZEN("an operator has frozen the answers; the last plan stays"),
    MERE_SUSPICION(
        "more would be withdrawn without proof, such as refused connections, than may be at once;"
            + " the last plan stays"),
    NOBODY_LEFT("nobody would be left: an empty set is never served, the last plan stays");

    private final String text;

    Why(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /** Whether {@code proposed} may follow the plan in service. */
  public static Decision decide(Plan proposed, Orders orders) {
    if (orders.freeze().isPresent()) {
      return new Decision.Hold(Why.FROZEN);
    }
    if (proposed.isEmpty()) {
      return new Decision.Hold(Why.NOBODY_LEFT);
    }
    return suspects(proposed) > suspectsAllowed(carrying(proposed))
        ? new Decision.Hold(Why.MERE_SUSPICION)
        : new Decision.Go();
  }

  /** Fewer than half of so many, and one of two. */
  static long suspectsAllowed(long carrying) {
    return Math.max(1, (carrying - 1) / 2);
  }

  private static long suspects(Plan proposed) {
    return proposed.endpoints().stream().filter(planned -> planned.reason().isSuspicion()).count();
  }

  private static long carrying(Plan proposed) {
    return proposed.endpoints().stream()
        .filter(planned -> !planned.endpoint().weight().isNone())
        .count();
  }
}
