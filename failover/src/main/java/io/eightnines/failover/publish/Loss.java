package io.eightnines.failover.publish;

/** Something of a plan that a provider's records cannot say, in words with figures. */
public record Loss(Kind kind, String text) {
  /** What is lost. */
  public enum Kind {
    /** There are no weights: all are answered alike. */
    WEIGHTS,
    /** Weights are rounded. */
    ROUNDED,
    /** Answers carry more or fewer addresses than the plan says. */
    ADDRESSES,
    /** Answers live longer or shorter than the plan says. */
    LIFETIME
  }
}
