package io.eightnines.failover.decide;

import io.eightnines.failover.decide.State.Stamp;
import io.eightnines.failover.fleet.Fleet;
import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.intent.Intent;
import io.eightnines.failover.intent.Operator;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.plan.PlanPolicy;
import io.eightnines.failover.vote.Votes;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** A log for tests: each command is the next entry, 100 ms after the one before. */
public final class Log {
  public static final Instant WALL = Instant.parse("2026-11-21T00:00:00Z");
  public static final Operator ALICE = new Operator("alice");
  public static final Operator BOB = new Operator("bob");

  private State state = State.empty();

  /** A log whose first entry is the charter of three observers and {@code endpoints} endpoints. */
  public static Log chartered(int endpoints) {
    Log log = new Log();
    log.next(configure(charter(1, 1000, endpoints)));
    return log;
  }

  public static Charter charter(long revision, long floor, int endpoints) {
    int[] weights = new int[endpoints];
    Arrays.fill(weights, 100);
    return charter(revision, floor, Fleets.of(weights));
  }

  public static Charter charter(long revision, long floor, Fleet fleet) {
    return new Charter(revision, floor, fleet, Votes.policy(3), PlanPolicy.defaults());
  }

  /** Proposed by a daemon that serves nobody yet, by generation 1000. */
  public static Command configure(Charter charter) {
    return new Command.Configure(charter, new Plan(1000, WALL, List.of()));
  }

  public static Intent drain(int endpoint) {
    return new Intent.Drain(Fleets.endpoint("127.0.1." + endpoint, 1).region());
  }

  public static Command give(String id, Intent intent, long forMillis) {
    return new Command.Give(id, intent, ALICE, "works", forMillis);
  }

  /** The stamp of an entry; the wall clock steps back now and then, as leaders change. */
  public static Stamp stamp(long index, long millis) {
    return new Stamp(index, millis, WALL.plusMillis(index % 5 == 0 ? -millis : millis));
  }

  public State state() {
    return state;
  }

  public Plan plan() {
    return state.service().plan();
  }

  public Step next(Command command) {
    return at(state.stamp().millis() + 100, command);
  }

  public Step at(long millis, Command command) {
    return entry(state.stamp().index() + 1, millis, command);
  }

  public Step entry(long index, long millis, Command command) {
    Step step = Decider.apply(state, stamp(index, millis), command);
    state = step.state();
    return step;
  }
}
