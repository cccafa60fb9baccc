package io.eightnines.failover.journal;

import io.eightnines.failover.decide.Event;

/** An event in words, for logs and journals. */
public final class EventText {
  private EventText() {}

  public static String of(Event event) {
    return switch (event) {
      case Event.Chartered c -> "charter: revision " + c.charter().revision();
      case Event.Found f ->
          "%s: %s -> %s, because %s".formatted(f.endpoint(), f.before(), f.after(), f.why());
      case Event.Adopted a ->
          "plan: %d: %s -> %d: %s"
              .formatted(
                  a.before().generation(),
                  a.before().summary(),
                  a.plan().generation(),
                  a.plan().summary());
      case Event.Held h -> "hold: " + h.why() + ", because " + h.why().text();
      case Event.Released r -> "hold: " + r.before() + " is over";
      case Event.Ordered o -> "order " + o.order().id() + ": " + o.order().text();
      case Event.Cancelled c ->
          "order %s: cancelled by %s: %s".formatted(c.order().id(), c.by(), c.reason());
      case Event.Ended e -> "order " + e.order().id() + ": its time is over";
      case Event.Refused r -> "refused: " + r.what() + ": " + r.why();
      case Event.Regrouping r ->
          "members: %s changes %s to %s: %s"
              .formatted(
                  r.change().author(),
                  String.join(", ", r.change().before()),
                  String.join(", ", r.change().after()),
                  r.change().reason());
      case Event.Raised r -> "alert " + r.alert().name() + ": " + r.alert().text();
      case Event.Cleared c -> "alert " + c.alert().name() + " is over";
    };
  }
}
