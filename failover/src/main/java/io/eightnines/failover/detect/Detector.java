package io.eightnines.failover.detect;

import io.eightnines.failover.probe.Depth;
import io.eightnines.failover.probe.Observation;
import io.eightnines.failover.probe.Outcome;
import io.eightnines.time.Moment;
import java.time.Duration;
import java.util.function.Function;

/** The rules by which one observation changes what is known of an endpoint. */
public final class Detector {
  /** An endpoint's own word needs no more than protection from one stray answer. */
  private static final int NOT_READY_ANSWERS = 3;

  /** Against an endpoint of which nothing bad was seen, no more than this is waited for. */
  private static final Duration FIRST_SIGHT = Duration.ofMillis(500);

  private Detector() {}

  public static EndpointHealth observe(
      DetectorPolicy policy, EndpointHealth health, Observation seen) {
    if (seen.outcome().isFailure() && seen.observerLate().compareTo(policy.selfDoubt()) > 0) {
      return health;
    }
    Moment now = seen.ended();
    EndpointHealth noted = health.with(health.last().after(seen.outcome(), seen.depth(), now));
    return switch (seen.outcome()) {
      case Outcome.Healthy _ -> succeeded(policy, noted, seen.depth(), now);
      case Outcome.Starting _ -> notReady(noted, seen.depth(), now);
      case Outcome.Draining _ -> draining(noted, seen.depth(), now);
      case Outcome.NotAsked _ -> noted;
      case Outcome.NotOffered _ -> noted.with(seen.depth(), Track.none(now));
      case Outcome.Refused _ -> failed(policy, noted, seen);
      case Outcome.TimedOut _ -> failed(policy, noted, seen);
      case Outcome.BadAnswer _ -> failed(policy, noted, seen);
      case Outcome.Dropped _ -> failed(policy, noted, seen);
      case Outcome.Unreachable _ -> failed(policy, noted, seen);
    };
  }

  /**
   * As {@link #observe} of that many healthy answers one after the other, in one step, so that a
   * simulation can leap over quiet years.
   *
   * @param health of an endpoint that is up: another could turn in between
   * @param count one or more
   * @param first when the first was seen
   * @param last the last observation
   */
  static EndpointHealth observeMany(
      EndpointHealth health, long count, Moment first, Observation last) {
    if (health.standing() != Standing.UP || !(last.outcome() instanceof Outcome.Healthy)) {
      throw new IllegalArgumentException(
          "%s and %s, expected UP and healthy".formatted(health.standing(), last.outcome()));
    }
    Track counted = health.track(last.depth()).successes(count, first, last.ended());
    EndpointHealth.Seen seen = health.last();
    int more = (int) Math.min(count, EndpointHealth.Seen.ENOUGH);
    for (int i = 0; i < more; i++) {
      seen = seen.after(last.outcome(), last.depth(), last.ended());
    }
    return health.with(seen).with(last.depth(), counted);
  }

  private static EndpointHealth succeeded(
      DetectorPolicy policy, EndpointHealth health, Depth depth, Moment now) {
    EndpointHealth counted = health.with(depth, health.track(depth).successes(1, now, now));
    return switch (health.standing()) {
      case UP -> counted;
      case SHAKY -> steadied(policy.share(), counted, now);
      case UNKNOWN -> recovered(counted, policy.recovery(), shorter(policy), now);
      case DOWN, DRAINING -> {
        boolean over = health.holdDown().isOver(now);
        yield over
            ? recovered(counted, policy.recovery(), policy.recovery().atLeast(), now)
            : counted;
      }
    };
  }

  private static Duration shorter(DetectorPolicy policy) {
    Duration least = policy.recovery().atLeast();
    return least.compareTo(FIRST_SIGHT) < 0 ? least : FIRST_SIGHT;
  }

  /** Two thresholds and a least time, so that it does not go to and fro on one failure. */
  private static EndpointHealth steadied(
      DetectorPolicy.Share share, EndpointHealth health, Moment now) {
    boolean steady =
        health.shallow().window().failures() < share.steady()
            && health.deep().window().failures() < share.steady()
            && now.since(health.verdict().since()).compareTo(share.shakyAtLeast()) >= 0;
    return steady
        ? health.with(
            new Verdict(Standing.UP, new Reason.Steady(), health.verdict().evidence(), now))
        : health;
  }

  /**
   * Both depths must be well, if the deep one is asked for at all; what was before is forgotten.
   */
  private static EndpointHealth recovered(
      EndpointHealth health, DetectorPolicy.Return recovery, Duration atLeast, Moment now) {
    Track shallow = health.shallow();
    Track deep = health.deep();
    boolean well =
        shallow.succeedsRunning(recovery.successes(), atLeast)
            && (deep.streak().kind() == Streak.Kind.NOTHING
                || deep.succeedsRunning(recovery.successes(), atLeast));
    if (!well) {
      return health;
    }
    Streak streak = shallow.streak();
    Duration over = streak.latest().since(streak.began());
    return health
        .with(Depth.SHALLOW, new Track(streak, Window.CLEAN))
        .with(Depth.DEEP, new Track(deep.streak(), Window.CLEAN))
        .with(
            new Verdict(
                Standing.UP, new Reason.Recovered(streak.count(), over), streak.began(), now));
  }

  /** One that is out and says "starting" stays out, and its time out does not grow. */
  private static EndpointHealth notReady(EndpointHealth health, Depth depth, Moment now) {
    if (depth == Depth.DEEP) {
      return health;
    }
    Track track = health.shallow().notReady(now);
    EndpointHealth counted = health.with(depth, track);
    int answers = track.streak().count();
    boolean trips = !health.standing().isOut() && answers >= NOT_READY_ANSWERS;
    return trips
        ? counted.with(
            new Verdict(Standing.DOWN, new Reason.NotReady(answers), track.streak().began(), now))
        : counted;
  }

  /** The endpoint's own word is taken at once, and is nothing to hold against it. */
  private static EndpointHealth draining(EndpointHealth health, Depth depth, Moment now) {
    if (depth == Depth.DEEP) {
      return health;
    }
    EndpointHealth counted =
        health.with(depth, new Track(Streak.none(now), health.shallow().window()));
    return health.standing() == Standing.DRAINING
        ? counted
        : counted.with(new Verdict(Standing.DRAINING, new Reason.SaysDraining(), now, now));
  }

  private static EndpointHealth failed(
      DetectorPolicy policy, EndpointHealth health, Observation seen) {
    if (seen.depth() == Depth.DEEP && leavesByItsOwnWord(health)) {
      return health;
    }
    boolean refused = seen.depth() == Depth.SHALLOW && seen.outcome() instanceof Outcome.Refused;
    Track track = health.track(seen.depth()).failure(refused, seen.started());
    EndpointHealth counted = health.with(seen.depth(), track);
    boolean proof = track.streak().refusals() >= policy.trip().refusals();
    if (health.standing() == Standing.DOWN) {
      return proof ? proved(counted, track) : counted;
    }
    Streak streak = track.streak();
    if (proof) {
      return tripped(
          counted,
          streak.began(),
          seen.ended(),
          held -> new Reason.Refusing(streak.refusals(), held));
    }
    if (track.failsRunning(policy.trip())) {
      return tripped(
          counted, streak.began(), seen.ended(), held -> running(seen, streak.count(), held));
    }
    return health.standing() == Standing.DRAINING ? counted : shared(policy, counted, seen);
  }

  /** What says that it is not ready, or about to leave, cannot be asked for its depths. */
  private static boolean leavesByItsOwnWord(EndpointHealth health) {
    return health.standing() == Standing.DRAINING
        || health.shallow().streak().kind() == Streak.Kind.NOT_READY;
  }

  private static Reason running(Observation seen, int failures, Duration held) {
    return seen.depth() == Depth.SHALLOW
        ? new Reason.Failed(failures, seen.outcome(), held)
        : new Reason.FailedDeep(failures, seen.outcome(), held);
  }

  /** Down on suspicion, and now refused: the same standing with a better reason. */
  private static EndpointHealth proved(EndpointHealth health, Track track) {
    Verdict before = health.verdict();
    return before.isProof()
        ? health
        : health.with(
            new Verdict(
                Standing.DOWN,
                new Reason.Refusing(track.streak().refusals(), health.holdDown().length()),
                before.evidence(),
                before.since()));
  }

  private static EndpointHealth shared(
      DetectorPolicy policy, EndpointHealth health, Observation seen) {
    int failures = health.track(seen.depth()).window().failures();
    Verdict before = health.verdict();
    Moment now = seen.ended();
    if (before.standing() == Standing.UP) {
      return failures < policy.share().shaky()
          ? health
          : health.with(
              new Verdict(
                  Standing.SHAKY,
                  new Reason.Unsteady(seen.depth(), failures),
                  health.track(seen.depth()).streak().began(),
                  now));
    }
    boolean out =
        failures >= policy.share().out()
            && now.since(before.since()).compareTo(policy.trip().span()) >= 0;
    return out
        ? tripped(
            health,
            before.evidence(),
            now,
            held -> new Reason.FailedOften(seen.depth(), failures, held))
        : health;
  }

  /** Takes it out; dying after it has said that it leaves is not held against it. */
  private static EndpointHealth tripped(
      EndpointHealth health, Moment evidence, Moment now, Function<Duration, Reason> reason) {
    boolean planned = health.standing() == Standing.DRAINING;
    HoldDown held = planned ? health.holdDown() : health.holdDown().trip(now);
    return health
        .with(held)
        .with(new Verdict(Standing.DOWN, reason.apply(held.length()), evidence, now));
  }
}
