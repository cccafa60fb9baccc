package io.eightnines.failover.plan;

import io.eightnines.failover.detect.Standing;
import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.fleet.Fleet;
import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.intent.Intent;
import io.eightnines.failover.intent.Operator;
import io.eightnines.failover.intent.Orders;
import io.eightnines.failover.vote.Finding;
import io.eightnines.failover.vote.Finding.Evidence;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of a fleet in tests of plans: plan follows plan, one generation after the other.
 */
final class Situations {
  static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
  static final Plan NONE = new Plan(0, NOW, List.of());

  /** How an endpoint is found. */
  enum Found {
    UNKNOWN(Standing.UNKNOWN, Evidence.NONE),
    UP(Standing.UP, Evidence.NONE),
    SHAKY(Standing.SHAKY, Evidence.NONE),
    DRAINING(Standing.DRAINING, Evidence.NONE),
    SUSPECT(Standing.DOWN, Evidence.SUSPICION),
    CONFIRMED(Standing.DOWN, Evidence.CONFIRMED),
    PROVEN(Standing.DOWN, Evidence.PROOF);

    private final Standing standing;
    private final Evidence evidence;

    Found(Standing standing, Evidence evidence) {
      this.standing = standing;
      this.evidence = evidence;
    }
  }

  private final Fleet fleet;
  private final PlanPolicy policy;
  private Orders orders = Orders.NONE;
  private Proposal proposal = new Proposal(NONE, List.of());
  private final Map<EndpointId, Finding> findings = new HashMap<>();
  private long now;
  private long counts;

  private Situations(Fleet fleet, PlanPolicy policy) {
    this.fleet = fleet;
    this.policy = policy;
  }

  static Situations of(int... weights) {
    return new Situations(Fleets.of(weights), PlanPolicy.defaults());
  }

  static Situations of(Demand demand, int... weights) {
    return new Situations(Fleets.of(weights), new PlanPolicy(50, 10, demand));
  }

  static Situations ofEqual(int endpoints) {
    int[] weights = new int[endpoints];
    Arrays.fill(weights, 100);
    return of(weights);
  }

  Situations with(Orders newOrders) {
    this.orders = newOrders;
    return this;
  }

  Situations at(long millis) {
    this.now = millis;
    return this;
  }

  /** Endpoints found so; of those that turn at once, the first is found first. */
  Situations find(Found... found) {
    for (int i = 0; i < found.length; i++) {
      EndpointId id = Fleets.id(i + 1);
      Finding before = findings.get(id);
      boolean same = before != null && before.standing() == found[i].standing;
      long since = before != null && same ? before.sinceMillis() : ++counts;
      findings.put(
          id, new Finding(found[i].standing, found[i].evidence, since, -1, List.of("ns1 says so")));
    }
    Plan last = proposal.plan();
    proposal =
        Planner.plan(
            fleet,
            policy,
            new Planner.Known(findings, orders, now),
            last,
            new Planner.Mark(last.generation() + 1, NOW));
    return this;
  }

  Plan plan() {
    return proposal.plan();
  }

  List<Alert> alerts() {
    return proposal.alerts();
  }

  List<Alert.Name> alertNames() {
    return proposal.alerts().stream().map(Alert::name).toList();
  }

  List<Integer> weights() {
    return plan().endpoints().stream().map(each -> each.effective().value()).toList();
  }

  PlanReason reason(int endpoint) {
    return plan().find(Fleets.id(endpoint)).orElseThrow().reason();
  }

  ChangeGuard.Decision guarded() {
    return ChangeGuard.decide(plan(), orders);
  }

  /** What stands when alice orders all of it and bob agrees. */
  static Orders standing(Intent... intents) {
    Orders orders = Orders.NONE;
    for (int i = 0; i < intents.length; i++) {
      String id = "order-" + i;
      if (orders.give(id, intents[i], new Operator("alice"), "works", 0, 60_000)
          instanceof Orders.Result.Taken taken) {
        orders = taken.orders();
      }
      if (orders.approve(id, new Operator("bob")) instanceof Orders.Result.Taken taken) {
        orders = taken.orders();
      }
    }
    return orders;
  }

  static Intent drain(int endpoint) {
    return new Intent.Drain(Fleets.endpoint("127.0.1." + endpoint, 1).region());
  }
}
