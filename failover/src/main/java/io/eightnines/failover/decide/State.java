package io.eightnines.failover.decide;

import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.intent.Orders;
import io.eightnines.failover.plan.Alert;
import io.eightnines.failover.plan.ChangeGuard;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.vote.CastBallot;
import io.eightnines.failover.vote.Finding;
import io.eightnines.failover.vote.ObserverId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything that has been decided up to one entry of the log.
 *
 * @param charter empty until the first is taken; nothing is decided before that
 * @param ballots the latest of each observer, by name
 * @param findings in the fleet's order
 */
public record State(
    Stamp stamp,
    Optional<Charter> charter,
    Map<ObserverId, CastBallot> ballots,
    Map<EndpointId, Finding> findings,
    Orders orders,
    Service service) {
  /**
   * Where and when in the log.
   *
   * @param millis log time, which never goes back
   * @param wall the leader's clock, for people; no rule looks at it
   */
  public record Stamp(long index, long millis, Instant wall) {}

  /**
   * What is in service.
   *
   * @param hold why the plan that would follow is held back, and since when
   */
  public record Service(Plan plan, Optional<Hold> hold, List<Raised> alerts) {
    public Service {
      alerts = List.copyOf(alerts);
    }
  }

  /** A plan is held back, why, and since when by the leader's clock. */
  public record Hold(ChangeGuard.Why why, Instant since) {}

  /** An alert and since when, by the leader's clock. */
  public record Raised(Alert alert, Instant since) {}

  public State {
    ballots = Collections.unmodifiableMap(new TreeMap<>(ballots));
    findings = Collections.unmodifiableMap(new LinkedHashMap<>(findings));
  }

  /** Before the first entry. */
  public static State empty() {
    return new State(
        new Stamp(0, 0, Instant.EPOCH),
        Optional.empty(),
        Map.of(),
        Map.of(),
        Orders.NONE,
        new Service(new Plan(0, Instant.EPOCH, List.of()), Optional.empty(), List.of()));
  }

  State at(Stamp next) {
    return new State(next, charter, ballots, findings, orders, service);
  }

  State with(Charter newCharter) {
    return new State(stamp, Optional.of(newCharter), ballots, findings, orders, service);
  }

  State with(CastBallot cast) {
    Map<ObserverId, CastBallot> all = new TreeMap<>(ballots);
    all.put(cast.ballot().observer(), cast);
    return new State(stamp, charter, all, findings, orders, service);
  }

  State with(Map<EndpointId, Finding> newFindings) {
    return new State(stamp, charter, ballots, newFindings, orders, service);
  }

  State with(Orders newOrders) {
    return new State(stamp, charter, ballots, findings, newOrders, service);
  }

  State with(Service newService) {
    return new State(stamp, charter, ballots, findings, orders, newService);
  }
}
