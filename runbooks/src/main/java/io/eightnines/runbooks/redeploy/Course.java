package io.eightnines.runbooks.redeploy;

import io.eightnines.runbooks.redeploy.Sight.RegionWeight;
import io.eightnines.runbooks.redeploy.Sight.Standing;
import io.eightnines.runbooks.redeploy.Sight.Traffic;
import io.eightnines.runbooks.redeploy.Sight.Vital;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Says what comes next, from what was done and what is seen. Not knowing means to wait, and after a
 * while to stop where one is; only before the region is replaced may everything be undone.
 */
public final class Course {
  private static final List<String> TAKES_TRAFFIC = List.of("drain", "force");

  private final Run run;
  private final Sight sight;
  private final Policy policy;
  private final Instant now;

  private Course(Run run, Sight sight, Policy policy, Instant now) {
    this.run = run;
    this.sight = sight;
    this.policy = policy;
    this.now = now;
  }

  /** Whether a redeploy of a region may begin. */
  public static Move begin(String region, Sight sight) {
    return switch (sight.traffic()) {
      case Traffic.Unknown(var why) ->
          new Move.Refuse("it is not known how the regions are: " + why);
      case Traffic.Known known ->
          objection(region, known).<Move>map(Move.Refuse::new).orElseGet(Move.Begin::new);
    };
  }

  /** What comes next in a run whose phase at hand has been entered. */
  public static Move next(Run run, Sight sight, Policy policy, Instant now) {
    Course course = new Course(run, sight, policy, now);
    Optional<Phase> phase = run.phase();
    if (phase.isEmpty()) {
      return new Move.Finish();
    }
    return switch (sight.traffic()) {
      case Traffic.Unknown(var why) -> course.hold("it is not known how the regions are: " + why);
      case Traffic.Known known -> course.next(phase.get(), known);
    };
  }

  private Move next(Phase phase, Traffic.Known known) {
    return switch (phase) {
      case DRAIN -> drain(known);
      case SETTLE -> settle(known);
      case APPLY -> apply(known);
      case VERIFY -> verify();
      case RETURN ->
          known.order(run.id()).isPresent()
              ? new Move.Undrain()
              : new Move.Pass("no order drains it");
      case RAMP -> ramp(known);
    };
  }

  private Move drain(Traffic.Known known) {
    Optional<Standing> order = known.order(run.id());
    Optional<String> objection = objection(run.region(), known);
    if (objection.isPresent()) {
      return new Move.Abandon(objection.get());
    }
    if (order.isEmpty()) {
      return new Move.Drain();
    }
    if (!order.get().stands()) {
      return new Move.Abandon("the drain needs a second operator, because of another order");
    }
    return weight(known) == 0
        ? new Move.Pass("its weight is 0")
        : hold("its weight is still " + weight(known));
  }

  private Move settle(Traffic.Known known) {
    if (known.order(run.id()).isEmpty()) {
      return lost();
    }
    Instant expired = run.passed(Phase.DRAIN).plus(known.ttl()).plus(policy.margin());
    if (now.isBefore(expired)) {
      return new Move.Wait("answers given before may be in use until " + expired);
    }
    return switch (sight.vital()) {
      case Vital.Dead _ -> new Move.Pass("it is dead: nothing is under way there");
      case Vital.Alive(var inFlight, var _, var _) -> {
        if (inFlight.isPresent() && inFlight.getAsLong() == 0) {
          yield new Move.Pass("nothing is under way there");
        }
        String many =
            inFlight.isPresent() ? Long.toString(inFlight.getAsLong()) : "an unknown number";
        yield now.isBefore(expired.plus(policy.inFlightLimit()))
            ? new Move.Wait(many + " of requests under way")
            : new Move.Pass(many + " of requests under way after all; the stop lets them finish");
      }
    };
  }

  /**
   * A region that is dead already can only gain; one that serves must have somebody beside it,
   * unless Terraform may be at work on it.
   */
  private Move apply(Traffic.Known known) {
    if (known.order(run.id()).isEmpty()) {
      return lost();
    }
    Optional<String> out = othersOut(run.region(), known);
    if (out.isPresent() && sight.vital() instanceof Vital.Alive && !run.tried()) {
      return new Move.Abandon(out.get());
    }
    if (known.hold().isPresent()) {
      return hold("the answers are held: " + known.hold().get());
    }
    if (weight(known) > 0) {
      return hold("its weight is " + weight(known) + " again");
    }
    return new Move.Apply(Math.max(run.generation(), sight.generation().orElse(0)));
  }

  private Move verify() {
    String found =
        switch (sight.vital()) {
          case Vital.Dead _ -> "it refuses connections";
          case Vital.Alive(var _, var running, var said) -> {
            if (running >= policy.healthyRunning()) {
              yield "";
            }
            yield running > 0 ? "well %d times running".formatted(running) : said;
          }
        };
    if (found.isEmpty()) {
      return new Move.Pass("it and all it needs are well");
    }
    return within(Phase.VERIFY, policy.verifyLimit())
        ? new Move.Wait(found)
        : new Move.Fail(
            "not well after %d s: %s".formatted(policy.verifyLimit().toSeconds(), found));
  }

  private Move ramp(Traffic.Known known) {
    RegionWeight own = known.region(run.region()).orElse(null);
    if (own == null) {
      return hold("failover does not know the region any more");
    }
    if (own.settled()) {
      return new Move.Pass("its weight is %d of %d".formatted(own.effective(), own.configured()));
    }
    Optional<Standing> other = taking(known, run.region()).filter(Standing::stands);
    if (other.isPresent()) {
      return new Move.Pass("it stays as an order wants it: " + other.get().text());
    }
    String why =
        "its weight is %d of %d: %s".formatted(own.effective(), own.configured(), own.reason());
    return within(Phase.RAMP, policy.rampLimit()) ? new Move.Wait(why) : new Move.Fail(why);
  }

  /** Somebody ended the drain, or it lapsed: whoever did that did not want the region replaced. */
  private static Move lost() {
    return new Move.Abandon("the order that drained it is gone");
  }

  private Move hold(String why) {
    Phase phase = run.phase().orElseThrow();
    return within(phase, policy.hold()) ? new Move.Wait(why) : new Move.Fail(why);
  }

  private boolean within(Phase phase, Duration limit) {
    return now.isBefore(run.entered(phase).plus(limit));
  }

  private int weight(Traffic.Known known) {
    return known.region(run.region()).map(RegionWeight::effective).orElse(0);
  }

  /** Why a region must not be taken out now; empty if it may. */
  private static Optional<String> objection(String region, Traffic.Known known) {
    Optional<RegionWeight> own = known.region(region);
    if (own.isEmpty()) {
      return Optional.of(
          "region is '%s', expected one of %s"
              .formatted(
                  region,
                  String.join(", ", known.regions().stream().map(RegionWeight::name).toList())));
    }
    if (known.hold().isPresent()) {
      return Optional.of("the answers are held: " + known.hold().get());
    }
    Optional<Standing> freeze =
        known.orders().stream().filter(order -> order.intent().equals("freeze")).findFirst();
    if (freeze.isPresent()) {
      return Optional.of("the answers are frozen: " + freeze.get().text());
    }
    return othersOut(region, known)
        .or(() -> own.get().effective() > 0 ? othersUnsettled(region, known) : Optional.empty())
        .or(() ->
            others(region, known).isEmpty()
                ? Optional.of("there is no other region to take its traffic")
                : Optional.empty());
  }

  private static Optional<String> othersOut(String region, Traffic.Known known) {
    return others(region, known).stream()
        .filter(RegionWeight::isOut)
        .map(other -> "%s is out: %s".formatted(other.name(), other.reason()))
        .findFirst()
        .or(() ->
            others(region, known).stream()
                .flatMap(other -> taking(known, other.name()).stream())
                .map(order ->
                    "an order takes traffic from %s: %s"
                        .formatted(order.region().orElse("it"), order.text()))
                .findFirst());
  }

  private static Optional<String> othersUnsettled(String region, Traffic.Known known) {
    return others(region, known).stream()
        .filter(other -> !other.settled())
        .map(other -> "%s is not at its full weight: %s".formatted(other.name(), other.reason()))
        .findFirst();
  }

  private static List<RegionWeight> others(String region, Traffic.Known known) {
    return known.regions().stream()
        .filter(other -> !other.name().equals(region) && other.configured() > 0)
        .toList();
  }

  private static Optional<Standing> taking(Traffic.Known known, String region) {
    return known.orders().stream()
        .filter(order -> TAKES_TRAFFIC.contains(order.intent()))
        .filter(order -> order.region().filter(region::equals).isPresent())
        .findFirst();
  }
}
