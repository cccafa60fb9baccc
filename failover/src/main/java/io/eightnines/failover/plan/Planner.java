package io.eightnines.failover.plan;

import io.eightnines.failover.detect.Standing;
import io.eightnines.failover.fleet.Endpoint;
import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.fleet.Fleet;
import io.eightnines.failover.fleet.Weight;
import io.eightnines.failover.intent.Intent;
import io.eightnines.failover.intent.Order;
import io.eightnines.failover.intent.Orders;
import io.eightnines.failover.vote.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Gives the complete plan that follows from fleet, findings, orders and the plan before it. */
public final class Planner {
  /**
   * What a plan follows from.
   *
   * @param nowMillis log time
   */
  public record Known(Map<EndpointId, Finding> findings, Orders orders, long nowMillis) {}

  /** Which plan it is: its generation, and when it was decided. */
  public record Mark(long generation, Instant decided) {}

  private final PlanPolicy policy;
  private final Known known;
  private final Plan last;
  private final Set<EndpointId> keptSuspects;

  private Planner(PlanPolicy policy, Known known, Plan last, Set<EndpointId> keptSuspects) {
    this.policy = policy;
    this.known = known;
    this.last = last;
    this.keptSuspects = keptSuspects;
  }

  /**
   * The plan that follows {@code last}, the one in service.
   *
   * @return never without an alert when it is not what the configuration says
   */
  public static Proposal plan(Fleet fleet, PlanPolicy policy, Known known, Plan last, Mark mark) {
    Planner planner = new Planner(policy, known, last, keptSuspects(fleet, known));
    List<PlannedEndpoint> planned =
        fleet.endpoints().stream().map(planner::plan).collect(Collectors.toList());
    if (planned.stream().allMatch(each -> each.effective().isNone())) {
      planned = fleet.endpoints().stream().map(planner::failOpen).toList();
    }
    List<PlannedEndpoint> spilled = Spill.over(policy.demand(), planned);
    return new Proposal(
        new Plan(mark.generation(), mark.decided(), spilled), planner.alerts(planned));
  }

  /** The plan of a process that has seen nothing yet: everything stays as it was. */
  public static Plan untold(Fleet fleet, Plan last, Mark mark) {
    Known nothing = new Known(Map.of(), Orders.NONE, 0);
    return plan(fleet, PlanPolicy.defaults(), nothing, last, mark).plan();
  }

  /**
   * Mere suspicion takes out fewer than half of the endpoints, together with those that are out for
   * sure, and one of two: when more are silent at once, a cause common to them and the observers is
   * likelier (Facebook, October 2021). Those suspected first go first.
   */
  private static Set<EndpointId> keptSuspects(Fleet fleet, Known known) {
    List<EndpointId> carrying =
        fleet.endpoints().stream()
            .filter(endpoint -> !endpoint.weight().isNone())
            .map(Endpoint::id)
            .toList();
    long outForSure =
        carrying.stream().filter(id -> isOut(known, id) && !isSuspect(known, id)).count();
    return carrying.stream()
        .filter(id -> isSuspect(known, id))
        .sorted(Comparator.comparingLong(id -> suspectedSince(known, id)))
        .skip(Math.max(0, ChangeGuard.suspectsAllowed(carrying.size()) - outForSure))
        .collect(Collectors.toSet());
  }

  private static boolean isOut(Known known, EndpointId id) {
    Finding finding = known.findings().get(id);
    return finding != null && finding.standing().isOut();
  }

  private static boolean isSuspect(Known known, EndpointId id) {
    Finding finding = known.findings().get(id);
    return finding != null && finding.standing() == Standing.DOWN && !finding.evidence().isHard();
  }

  private static long suspectedSince(Known known, EndpointId id) {
    Finding finding = known.findings().get(id);
    return finding == null ? Long.MAX_VALUE : finding.sinceMillis();
  }

  private PlannedEndpoint plan(Endpoint endpoint) {
    if (endpoint.weight().isNone()) {
      return new PlannedEndpoint(endpoint, Weight.NONE, new PlanReason.ConfiguredOut());
    }
    return known
        .orders()
        .of(endpoint.region())
        .map(order -> ordered(endpoint, order))
        .orElseGet(() -> byHealth(endpoint));
  }

  private static PlannedEndpoint ordered(Endpoint endpoint, Order order) {
    Weight weight =
        switch (order.intent()) {
          case Intent.Drain d -> Weight.NONE;
          case Intent.Force f -> f.weight();
          case Intent.Freeze f -> endpoint.weight();
        };
    return new PlannedEndpoint(endpoint, weight, new PlanReason.Ordered(order.text()));
  }

  private PlannedEndpoint byHealth(Endpoint endpoint) {
    Finding finding = known.findings().get(endpoint.id());
    if (finding == null) {
      return unknown(endpoint);
    }
    String found = String.join("; ", finding.votes());
    return switch (finding.standing()) {
      case UNKNOWN -> unknown(endpoint);
      case UP -> up(endpoint, found);
      case SHAKY -> shaky(endpoint, found);
      case DOWN -> down(endpoint, found);
      case DRAINING ->
          new PlannedEndpoint(endpoint, Weight.NONE, new PlanReason.Withdrawn(false, found));
    };
  }

  /** One that fails while it returns begins its return again. */
  private PlannedEndpoint shaky(Endpoint endpoint, String found) {
    if (returningFrom(endpoint).isPresent()) {
      int percent = Math.min(policy.shakyPercent(), policy.rampPercentPerSecond());
      return returning(endpoint, percent, known.nowMillis());
    }
    return new PlannedEndpoint(
        endpoint,
        share(endpoint.weight(), policy.shakyPercent()),
        new PlanReason.Shaky(policy.shakyPercent(), found));
  }

  private PlannedEndpoint down(Endpoint endpoint, String found) {
    if (keptSuspects.contains(endpoint.id())) {
      Weight kept = before(endpoint).map(PlannedEndpoint::effective).orElse(endpoint.weight());
      return new PlannedEndpoint(endpoint, kept, new PlanReason.KeptDespiteSuspicion(found));
    }
    boolean suspicion = isSuspect(known, endpoint.id());
    return new PlannedEndpoint(endpoint, Weight.NONE, new PlanReason.Withdrawn(suspicion, found));
  }

  /** Slow start: one that carried nothing begins with a little, and so shows whether it can. */
  private PlannedEndpoint up(Endpoint endpoint, String found) {
    Optional<Long> from = returningFrom(endpoint);
    long steps = from.map(millis -> 1 + (known.nowMillis() - millis) / 1000).orElse(100L);
    long percent = Math.min(100, steps * policy.rampPercentPerSecond());
    return percent == 100
        ? new PlannedEndpoint(endpoint, endpoint.weight(), new PlanReason.Serving(found))
        : returning(endpoint, (int) percent, from.orElseThrow());
  }

  private static PlannedEndpoint returning(Endpoint endpoint, int percent, long fromMillis) {
    return new PlannedEndpoint(
        endpoint, share(endpoint.weight(), percent), new PlanReason.Returning(percent, fromMillis));
  }

  private Optional<PlannedEndpoint> before(Endpoint endpoint) {
    return last.find(endpoint.id()).map(PlannedEndpoint::due);
  }

  private Optional<Long> returningFrom(Endpoint endpoint) {
    return before(endpoint)
        .flatMap(before ->
            before.reason() instanceof PlanReason.Returning returning
                ? Optional.of(goesOnFrom(returning))
                : Optional.of(known.nowMillis())
                    .filter(now ->
                        before.effective().isNone() && !before.endpoint().weight().isNone()));
  }

  /** From one step to the next and no further, however long a freeze or a hold lay between. */
  private long goesOnFrom(PlanReason.Returning returning) {
    int ramp = policy.rampPercentPerSecond();
    int taken = (returning.percent() + ramp - 1) / ramp;
    long since = known.nowMillis() - returning.fromMillis();
    return since / 1000 > taken ? known.nowMillis() - 1000L * taken : returning.fromMillis();
  }

  private PlannedEndpoint unknown(Endpoint endpoint) {
    return before(endpoint)
        .filter(before -> !before.endpoint().weight().isNone())
        .map(before ->
            new PlannedEndpoint(
                endpoint,
                before.effective().isNone() ? Weight.NONE : endpoint.weight(),
                new PlanReason.KeptAsItWas()))
        .orElseGet(
            () -> new PlannedEndpoint(endpoint, endpoint.weight(), new PlanReason.NewAndUnknown()));
  }

  /**
   * An operator's word still holds: what was drained by hand may be broken in a worse way. One that
   * is out on suspicion, or was out and is not known, is at least as likely alive as one proven
   * down.
   */
  private PlannedEndpoint failOpen(Endpoint endpoint) {
    PlannedEndpoint planned = plan(endpoint);
    return switch (planned.reason()) {
      case PlanReason.Withdrawn withdrawn -> failOpen(endpoint, withdrawn.found());
      case PlanReason.KeptDespiteSuspicion kept -> failOpen(endpoint, kept.found());
      case PlanReason.KeptAsItWas _ -> failOpen(endpoint, "not known yet");
      case PlanReason.Serving _,
          PlanReason.Returning _,
          PlanReason.Shaky _,
          PlanReason.FailOpen _,
          PlanReason.Ordered _,
          PlanReason.Spilled _,
          PlanReason.NewAndUnknown _,
          PlanReason.ConfiguredOut _ ->
          planned;
    };
  }

  private static PlannedEndpoint failOpen(Endpoint endpoint, String found) {
    return new PlannedEndpoint(endpoint, endpoint.weight(), new PlanReason.FailOpen(found));
  }

  private static Weight share(Weight weight, int percent) {
    return new Weight(Math.max(1, weight.value() * percent / 100));
  }

  private List<Alert> alerts(List<PlannedEndpoint> planned) {
    List<Alert> alerts = new ArrayList<>();
    String out =
        regions(
            planned,
            each ->
                each.reason() instanceof PlanReason.Withdrawn
                    || (isKept(each) && each.effective().isNone()));
    String open = regions(planned, each -> each.reason() instanceof PlanReason.FailOpen);
    String kept = regions(planned, each -> isKept(each) && !each.effective().isNone());
    long shortfall = Spill.shortfall(policy.demand(), planned);
    if (!open.isEmpty()) {
      alerts.add(new Alert(Alert.Name.ALL_DOWN, "all look down, so all are served: " + open));
    }
    if (!out.isEmpty()) {
      alerts.add(new Alert(Alert.Name.REDUNDANCY_LOST, "out of service: " + out));
    }
    if (!kept.isEmpty()) {
      alerts.add(new Alert(Alert.Name.SUSPECTS_KEPT, "suspected down but in service: " + kept));
    }
    if (shortfall > 0) {
      alerts.add(
          new Alert(
              Alert.Name.OVER_CAPACITY,
              "%d of %d requests a second are more than those in service can carry"
                  .formatted(shortfall, policy.demand().requestsPerSecond())));
    }
    return alerts;
  }

  private static boolean isKept(PlannedEndpoint planned) {
    return planned.reason() instanceof PlanReason.KeptDespiteSuspicion;
  }

  private static String regions(List<PlannedEndpoint> planned, Predicate<PlannedEndpoint> which) {
    return planned.stream()
        .filter(which)
        .map(each -> each.endpoint().region() + " " + each.endpoint().id())
        .collect(Collectors.joining(", "));
  }
}
