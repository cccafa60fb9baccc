package io.eightnines.failover.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The state after an entry and what happened on the way to it, in order. */
public record Step(State state, List<Event> events) {
  public Step {
    events = List.copyOf(events);
  }

  Step to(State next, Event... more) {
    List<Event> all = new ArrayList<>(events);
    all.addAll(List.of(more));
    return new Step(next, all);
  }

  /** The plan that came into service by this entry, if one did. */
  public Optional<Event.Adopted> adopted() {
    return events.stream()
        .filter(Event.Adopted.class::isInstance)
        .map(Event.Adopted.class::cast)
        .findFirst();
  }

  /** Why the command was refused, if it was. */
  public Optional<Event.Refused> refused() {
    return events.stream()
        .filter(Event.Refused.class::isInstance)
        .map(Event.Refused.class::cast)
        .findFirst();
  }
}
