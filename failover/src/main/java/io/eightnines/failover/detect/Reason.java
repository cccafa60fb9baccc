package io.eightnines.failover.detect;

import io.eightnines.failover.probe.Depth;
import io.eightnines.failover.probe.Outcome;
import java.time.Duration;
import java.util.Locale;

/** Why an endpoint stands where it does. */
public sealed interface Reason {
  record NothingSeen() implements Reason {}

  record Recovered(int successes, Duration over) implements Reason {}

  record Failed(int failures, Outcome last, Duration holdDown) implements Reason {}

  /** The endpoint is ready and its deep health failed, which may be the fault of what is below. */
  record FailedDeep(int failures, Outcome last, Duration holdDown) implements Reason {}

  /** It failed too often of late, though not running, to be left in. */
  record FailedOften(Depth depth, int failures, Duration holdDown) implements Reason {}

  /** It failed more often of late than chance explains. */
  record Unsteady(Depth depth, int failures) implements Reason {}

  /** It was shaky, and is so no more. */
  record Steady() implements Reason {}

  record Refusing(int refusals, Duration holdDown) implements Reason {}

  record NotReady(int answers) implements Reason {}

  record SaysDraining() implements Reason {}

  /** Whether the endpoint's own host has said that nobody serves there. */
  default boolean isProof() {
    return this instanceof Refusing;
  }

  /** Whether it is that nothing came back; of failures now and then it is not told apart. */
  default boolean isSilence() {
    return this instanceof FailedOften || (this instanceof Failed f && f.last().isSilence());
  }

  /** Whether it speaks against the endpoint without proof, so that the fault may lie elsewhere. */
  default boolean isSuspicion() {
    return switch (this) {
      case Failed f -> true;
      case FailedDeep f -> true;
      case FailedOften f -> true;
      case Unsteady u -> true;
      case NothingSeen n -> false;
      case Recovered r -> false;
      case Steady s -> false;
      case Refusing r -> false;
      case NotReady n -> false;
      case SaysDraining d -> false;
    };
  }

  /** This reason in words, with its figures. */
  default String text() {
    return switch (this) {
      case NothingSeen n -> "nothing conclusive seen yet";
      case Recovered r ->
          "%d healthy answers running over %d ms".formatted(r.successes(), r.over().toMillis());
      case Failed f ->
          "%d failures running, last: %s; held down for %d ms"
              .formatted(f.failures(), f.last().text(), f.holdDown().toMillis());
      case FailedDeep f ->
          "ready, but %d deep failures running, last: %s; held down for %d ms"
              .formatted(f.failures(), f.last().text(), f.holdDown().toMillis());
      case FailedOften f ->
          "%d of the last %d %s probes failed; held down for %d ms"
              .formatted(f.failures(), Window.SIZE, word(f.depth()), f.holdDown().toMillis());
      case Unsteady u ->
          "%d of the last %d %s probes failed"
              .formatted(u.failures(), Window.SIZE, word(u.depth()));
      case Steady s -> "hardly any probe fails any more";
      case Refusing r ->
          "%d connections refused running; held down for %d ms"
              .formatted(r.refusals(), r.holdDown().toMillis());
      case NotReady n -> "said starting " + n.answers() + " times running";
      case SaysDraining d -> "says that it is draining";
    };
  }

  private static String word(Depth depth) {
    return depth.name().toLowerCase(Locale.ROOT);
  }
}
