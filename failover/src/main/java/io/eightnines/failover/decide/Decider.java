package io.eightnines.failover.decide;

import io.eightnines.failover.decide.State.Hold;
import io.eightnines.failover.decide.State.Raised;
import io.eightnines.failover.decide.State.Service;
import io.eightnines.failover.decide.State.Stamp;
import io.eightnines.failover.detect.Standing;
import io.eightnines.failover.fleet.Endpoint;
import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.intent.Orders;
import io.eightnines.failover.plan.Alert;
import io.eightnines.failover.plan.ChangeGuard;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.plan.Planner;
import io.eightnines.failover.plan.Proposal;
import io.eightnines.failover.vote.Ballot;
import io.eightnines.failover.vote.CastBallot;
import io.eightnines.failover.vote.Council;
import io.eightnines.failover.vote.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Folds the log: one entry at a time, always in full, by the same steps whatever the entry is. */
public final class Decider {
  private Decider() {}

  /**
   * What follows from the next entry.
   *
   * @param at its place in the log; an entry that is not after {@code state} changes nothing
   */
  public static Step apply(State state, Stamp at, Command command) {
    if (at.index() <= state.stamp().index()) {
      return new Step(state, List.of());
    }
    long millis = Math.max(at.millis(), state.stamp().millis());
    State now = state.at(new Stamp(at.index(), millis, at.wall()));
    Step taken = take(ended(now), command);
    return taken.state().charter().map(charter -> decided(taken, charter)).orElse(taken);
  }

  private static Step ended(State now) {
    Orders left = now.orders().at(now.stamp().millis());
    List<Event> events =
        now.orders().all().stream()
            .filter(order -> !left.all().contains(order))
            .<Event>map(Event.Ended::new)
            .toList();
    return new Step(now.with(left), events);
  }

  private static Step take(Step step, Command command) {
    State now = step.state();
    return switch (command) {
      case Command.Cast cast -> cast(step, cast.ballot());
      case Command.Configure configure -> chartered(step, configure);
      case Command.Give give -> given(step, give);
      case Command.Approve approve ->
          ordered(step, "approve", now.orders().approve(approve.id(), approve.by()));
      case Command.Cancel cancel -> cancelled(step, cancel);
      case Command.Regroup regroup -> step.to(now, new Event.Regrouping(regroup));
    };
  }

  /** One that comes after a newer one of the same observer was held up, and is left out. */
  private static Step cast(Step step, Ballot ballot) {
    State now = step.state();
    CastBallot last = now.ballots().get(ballot.observer());
    boolean heldUp =
        last != null
            && ballot.sequence() <= last.ballot().sequence()
            && now.charter()
                .filter(c -> Council.isFresh(c.votes(), last, now.stamp().millis()))
                .isPresent();
    return heldUp ? step : step.to(now.with(new CastBallot(ballot, now.stamp().millis())));
  }

  private static Step chartered(Step step, Command.Configure configure) {
    Charter charter = configure.charter();
    Optional<Charter> before = step.state().charter();
    if (before.isPresent() && before.get().revision() >= charter.revision()) {
      return step.to(
          step.state(),
          new Event.Refused(
              "configure",
              "revision is %d, expected more than %d"
                  .formatted(charter.revision(), before.get().revision())));
    }
    boolean first = before.isEmpty();
    long floor =
        first ? configure.inService().generation() : before.orElseThrow().generationFloor();
    Charter next =
        new Charter(charter.revision(), floor, charter.fleet(), charter.votes(), charter.plans());
    State now = step.state();
    Service service = now.service();
    State begun =
        first
            ? now.with(new Service(configure.inService(), service.hold(), service.alerts()))
            : now;
    return step.to(begun.with(next), new Event.Chartered(next));
  }

  private static Step given(Step step, Command.Give give) {
    State now = step.state();
    Optional<String> fault = fault(now, give);
    if (fault.isPresent()) {
      return step.to(now, new Event.Refused("order", fault.get()));
    }
    return ordered(
        step,
        "order",
        now.orders()
            .give(
                give.id(),
                give.intent(),
                give.author(),
                give.reason(),
                now.stamp().millis(),
                give.forMillis()));
  }

  private static Optional<String> fault(State now, Command.Give give) {
    return give.intent()
        .takesFrom()
        .filter(region ->
            now.charter()
                .map(Charter::fleet)
                .filter(
                    fleet -> fleet.endpoints().stream().anyMatch(e -> e.region().equals(region)))
                .isEmpty())
        .map(region -> "region is " + region + ", which is not in the fleet");
  }

  private static Step ordered(Step step, String what, Orders.Result result) {
    return switch (result) {
      case Orders.Result.Taken taken ->
          step.to(step.state().with(taken.orders()), new Event.Ordered(taken.order()));
      case Orders.Result.Refused refused ->
          step.to(step.state(), new Event.Refused(what, refused.why()));
    };
  }

  private static Step cancelled(Step step, Command.Cancel cancel) {
    return switch (step.state().orders().cancel(cancel.id())) {
      case Orders.Result.Taken taken ->
          step.to(
              step.state().with(taken.orders()),
              new Event.Cancelled(taken.order(), cancel.by().name(), cancel.reason()));
      case Orders.Result.Refused refused ->
          step.to(step.state(), new Event.Refused("cancel", refused.why()));
    };
  }

  private static Step decided(Step step, Charter charter) {
    Step counted = counted(step, charter);
    State now = counted.state();
    Plan last = now.service().plan();
    Proposal proposal =
        Planner.plan(
            charter.fleet(),
            charter.plans(),
            new Planner.Known(now.findings(), now.orders(), now.stamp().millis()),
            last,
            new Planner.Mark(charter.generationFloor() + now.stamp().index(), now.stamp().wall()));
    if (proposal.plan().answersLike(last) && !isFirst(last, now)) {
      return served(counted, last.explainedLike(proposal.plan()), proposal.alerts());
    }
    return switch (ChangeGuard.decide(proposal.plan(), now.orders())) {
      case ChangeGuard.Decision.Hold hold -> held(counted, hold.why(), proposal.alerts());
      case ChangeGuard.Decision.Go go -> {
        Step adopted = counted.to(now, new Event.Adopted(last, proposal.plan()));
        yield served(adopted, proposal.plan(), proposal.alerts());
      }
    };
  }

  /**
   * A fleet that is well from the start needs no change, yet its plan must be a decision before it
   * can be published anywhere. What the file says is none: nobody has looked at the fleet then.
   */
  private static boolean isFirst(Plan last, State now) {
    return last.generation() == 0
        && now.findings().values().stream()
            .noneMatch(finding -> finding.standing() == Standing.UNKNOWN);
  }

  private static Step counted(Step step, Charter charter) {
    State now = step.state();
    List<EndpointId> ids = charter.fleet().endpoints().stream().map(Endpoint::id).toList();
    Map<EndpointId, Finding> findings =
        Council.count(charter.votes(), ids, now.ballots(), now.findings(), now.stamp().millis());
    List<Event> turned = new ArrayList<>();
    findings.forEach((id, finding) -> {
      Finding before = now.findings().get(id);
      if (before == null || before.standing() != finding.standing()) {
        turned.add(found(id, Optional.ofNullable(before), finding));
      }
    });
    return step.to(now.with(findings), turned.toArray(Event[]::new));
  }

  private static Event found(EndpointId id, Optional<Finding> before, Finding after) {
    return new Event.Found(
        id,
        before.map(Finding::standing).orElse(Standing.UNKNOWN),
        after.standing(),
        String.join("; ", after.votes()));
  }

  private static Step held(Step step, ChangeGuard.Why why, List<Alert> alerts) {
    State now = step.state();
    Service service = now.service();
    Optional<Hold> before = service.hold().filter(hold -> hold.why() == why);
    Hold hold = before.orElseGet(() -> new Hold(why, now.stamp().wall()));
    List<Alert> all = new ArrayList<>(alerts);
    all.add(new Alert(Alert.Name.HELD, why.text()));
    Step noted = before.isPresent() ? step : step.to(now, new Event.Held(why));
    return alerted(noted, new Service(service.plan(), Optional.of(hold), service.alerts()), all);
  }

  private static Step served(Step step, Plan plan, List<Alert> alerts) {
    State now = step.state();
    Step released =
        now.service().hold().map(hold -> step.to(now, new Event.Released(hold.why()))).orElse(step);
    return alerted(released, new Service(plan, Optional.empty(), now.service().alerts()), alerts);
  }

  private static Step alerted(Step step, Service service, List<Alert> alerts) {
    State now = step.state();
    List<Raised> raised = new ArrayList<>();
    List<Event> events = new ArrayList<>();
    for (Alert alert : alerts) {
      Optional<Raised> before = find(service.alerts(), alert.name());
      if (before.isEmpty()) {
        events.add(new Event.Raised(alert));
      }
      raised.add(new Raised(alert, before.map(Raised::since).orElse(now.stamp().wall())));
    }
    for (Raised before : service.alerts()) {
      if (find(raised, before.alert().name()).isEmpty()) {
        events.add(new Event.Cleared(before.alert()));
      }
    }
    return step.to(
        now.with(new Service(service.plan(), service.hold(), raised)),
        events.toArray(Event[]::new));
  }

  private static Optional<Raised> find(List<Raised> alerts, Alert.Name name) {
    return alerts.stream().filter(raised -> raised.alert().name() == name).findFirst();
  }
}
