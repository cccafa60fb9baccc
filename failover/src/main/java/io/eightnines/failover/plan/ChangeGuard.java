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
    MERE_SUSPICION(
        "too many are silent at once for one observer to withdraw without proof, such as a refused"
            + " connection; the last plan stays"),
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
    if (proposed.isEmpty()) {
      return new Decision.Hold(Why.NOBODY_LEFT);
    }
    return suspects(proposed) > allowedSuspects(proposed)
        ? new Decision.Hold(Why.MERE_SUSPICION)
        : new Decision.Go();
  }

  private static long suspects(Plan proposed) {
    return proposed.endpoints().stream().filter(planned -> planned.reason().isSuspicion()).count();
  }

  /**
   * Fewer than half of the endpoints, and one of two: when more fall silent at once, the common
   * cause is likelier this observer or its network (Facebook, October 2021: every site judged
   * itself cut off and withdrew).
   */
  private static long allowedSuspects(Plan proposed) {
    long carrying =
        proposed.endpoints().stream()
            .filter(planned -> !planned.endpoint().weight().isNone())
            .count();
    return Math.max(1, (carrying - 1) / 2);
  }
}
