package io.eightnines.failover.detect;

import io.eightnines.failover.probe.Observation;
import io.eightnines.failover.probe.Outcome;
import io.eightnines.failover.time.Moment;
import java.time.Duration;

/** The rules by which one observation changes what is known of an endpoint. */
public final class Detector {
  private Detector() {}

  public static EndpointHealth observe(
      DetectorPolicy policy, EndpointHealth health, Observation seen) {
    if (seen.outcome().isFailure() && seen.observerLate().compareTo(policy.selfDoubt()) > 0) {
      return health;
    }
    Moment now = seen.ended();
    EndpointHealth noted = health.with(note(health, seen.outcome()));
    return switch (seen.outcome()) {
      case Outcome.Healthy h -> succeeded(policy, noted, now);
      case Outcome.Starting s -> notReady(policy, noted, now);
      case Outcome.Draining d -> draining(noted, now);
      case Outcome.Refused r -> failed(policy, noted, r, now);
      case Outcome.TimedOut t -> failed(policy, noted, t, now);
      case Outcome.BadAnswer b -> failed(policy, noted, b, now);
      case Outcome.Dropped d -> failed(policy, noted, d, now);
    };
  }

  private static EndpointHealth.Seen note(EndpointHealth health, Outcome outcome) {
    Duration roundTrip =
        outcome instanceof Outcome.Healthy h ? h.roundTrip() : health.last().roundTrip();
    return new EndpointHealth.Seen(outcome.text(), roundTrip);
  }

  private static EndpointHealth succeeded(
      DetectorPolicy policy, EndpointHealth health, Moment now) {
    Streak streak = health.streak().success(now);
    EndpointHealth counted = health.with(streak);
    Duration over = now.since(streak.began());
    boolean recovered =
        health.verdict().standing() != Standing.UP
            && streak.count() >= policy.recovery().successes()
            && over.compareTo(policy.recovery().atLeast()) >= 0
            && health.holdDown().isOver(now);
    return recovered
        ? turn(counted, Standing.UP, new Reason.Recovered(streak.count(), over), now)
        : counted;
  }

  /** One that is out and says "starting" stays out, and its time out does not grow. */
  private static EndpointHealth notReady(DetectorPolicy policy, EndpointHealth health, Moment now) {
    EndpointHealth counted = health.with(health.streak().notReady(now));
    int answers = counted.streak().count();
    boolean trips = !health.verdict().standing().isOut() && answers >= policy.trip().failures();
    return trips ? turn(counted, Standing.DOWN, new Reason.NotReady(answers), now) : counted;
  }

  /** The endpoint's own word is taken at once, and is nothing to hold against it. */
  private static EndpointHealth draining(EndpointHealth health, Moment now) {
    EndpointHealth counted = health.with(Streak.none(now));
    return health.verdict().standing() == Standing.DRAINING
        ? counted
        : turn(counted, Standing.DRAINING, new Reason.SaysDraining(), now);
  }

  private static EndpointHealth failed(
      DetectorPolicy policy, EndpointHealth health, Outcome outcome, Moment now) {
    Streak streak = health.streak().failure(outcome instanceof Outcome.Refused, now);
    EndpointHealth counted = health.with(streak);
    boolean proof = streak.refusals() >= policy.trip().refusals();
    if (health.verdict().standing() == Standing.DOWN
        || !(proof || streak.count() >= policy.trip().failures())) {
      return counted;
    }
    boolean planned = health.verdict().standing() == Standing.DRAINING;
    HoldDown held = planned ? health.holdDown() : health.holdDown().trip(now);
    Reason reason =
        proof
            ? new Reason.Refusing(streak.refusals(), held.length())
            : new Reason.Failed(streak.count(), outcome, held.length());
    return turn(counted.with(held), Standing.DOWN, reason, now);
  }

  private static EndpointHealth turn(
      EndpointHealth health, Standing standing, Reason reason, Moment now) {
    return health.with(new Verdict(standing, reason, health.streak().began(), now));
  }
}
