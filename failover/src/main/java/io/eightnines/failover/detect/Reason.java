package io.eightnines.failover.detect;

import io.eightnines.failover.probe.Outcome;
import java.time.Duration;

/** Why an endpoint stands where it does. */
public sealed interface Reason {
  record NothingSeen() implements Reason {}

  record Recovered(int successes, Duration over) implements Reason {}

  record Failed(int failures, Outcome last, Duration holdDown) implements Reason {}

  record Refusing(int refusals, Duration holdDown) implements Reason {}

  record NotReady(int answers) implements Reason {}

  record SaysDraining() implements Reason {}

  /** This reason in words, with its figures. */
  default String text() {
    return switch (this) {
      case NothingSeen n -> "nothing conclusive seen yet";
      case Recovered r ->
          "%d healthy answers running over %d ms".formatted(r.successes(), r.over().toMillis());
      case Failed f ->
          "%d failures running, last: %s; held down for %d ms"
              .formatted(f.failures(), f.last().text(), f.holdDown().toMillis());
      case Refusing r ->
          "%d connections refused running; held down for %d ms"
              .formatted(r.refusals(), r.holdDown().toMillis());
      case NotReady n -> "said starting " + n.answers() + " times running";
      case SaysDraining d -> "says that it is draining";
    };
  }
}
