package io.eightnines.failover.journal;

import java.util.Optional;

/**
 * What became of a publish to a provider, as this daemon saw it. It is no part of what was decided,
 * so nothing of it is replayed.
 *
 * @param generation of the plan that was published or looked for
 * @param outcome WRITTEN, CURRENT, OVERTAKEN, DRIFTED, FAILED or VISIBLE
 * @param text what the provider said or serves; empty if there is nothing to say
 * @param manual who did it, if it was done by hand
 */
public record Publication(
    String publisher, long generation, String outcome, String text, Optional<Manual> manual) {
  /** Who published by hand, and why. */
  public record Manual(String author, String reason) {}

  /** In words, as events are. */
  String words() {
    return "publish: %s: plan %d: %s%s%s"
        .formatted(
            publisher,
            generation,
            outcome,
            text.isEmpty() ? "" : ", " + text,
            manual.map(by -> ", by " + by.author() + ": " + by.reason()).orElse(""));
  }
}
