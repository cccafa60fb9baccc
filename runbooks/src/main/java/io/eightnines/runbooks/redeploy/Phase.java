package io.eightnines.runbooks.redeploy;

import java.util.Locale;
import java.util.Optional;

/** The steps of a redeploy, in their order. */
public enum Phase {
  DRAIN("take the region's traffic away by an order"),
  SETTLE("wait until cached answers have expired and requests under way are answered"),
  APPLY("have Terraform replace the region"),
  VERIFY("see that the region and all it needs are well"),
  RETURN("end the order"),
  RAMP("see the region come back to its full weight");

  private final String text;

  Phase(String text) {
    this.text = text;
  }

  /** What it does, for a person. */
  public String text() {
    return text;
  }

  /** As people write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one that follows; empty after the last. */
  Optional<Phase> next() {
    return switch (this) {
      case DRAIN -> Optional.of(SETTLE);
      case SETTLE -> Optional.of(APPLY);
      case APPLY -> Optional.of(VERIFY);
      case VERIFY -> Optional.of(RETURN);
      case RETURN -> Optional.of(RAMP);
      case RAMP -> Optional.empty();
    };
  }
}
