package io.eightnines.failover.control;

import io.eightnines.failover.decide.Charter;
import io.eightnines.failover.decide.Command;
import io.eightnines.failover.decide.Decider;
import io.eightnines.failover.decide.State;
import io.eightnines.failover.decide.State.Stamp;
import io.eightnines.failover.decide.Step;
import io.eightnines.failover.detect.Standing;
import io.eightnines.failover.fleet.Endpoint;
import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.fleet.Fleet;
import io.eightnines.failover.plan.PlanPolicy;
import io.eightnines.failover.vote.Ballot;
import io.eightnines.failover.vote.ObserverId;
import io.eightnines.failover.vote.Opinion;
import io.eightnines.failover.vote.VotePolicy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A control plane without a log: it folds what is submitted at once, by the real decider, on time
 * that stands still until it is moved. One lock guards all of it, as tests call it from two
 * threads.
 */
public final class FakeControlPlane implements ControlPlane {
  /** What was submitted, what was before it and what it did. */
  public record Taken(State before, Stamp at, Command command, Step step) {}

  private static final Instant BEGIN = Instant.parse("2026-11-21T12:00:00Z");

  private final List<ObserverId> observers;
  private Consumer<Taken> listener = taken -> {};
  private State state = State.empty();
  private long millis;
  private long sequence;
  private boolean majority = true;

  /** A plane that decides about {@code fleet} with observers of these names, all of it up. */
  public FakeControlPlane(Fleet fleet, String... observers) {
    this.observers = List.of(observers).stream().map(ObserverId::new).toList();
    apply(
        new Command.Configure(
            new Charter(
                1, 0, fleet, new VotePolicy(this.observers, 3000, 2000), PlanPolicy.defaults()),
            State.empty().service().plan()));
    say(Standing.UP, "answers");
  }

  /** Tells {@code each} all that is taken from now on. */
  public synchronized void listen(Consumer<Taken> each) {
    listener = each;
  }

  /** Nothing is taken any more until {@link #regainMajority}. */
  public synchronized void loseMajority() {
    majority = false;
  }

  public synchronized void regainMajority() {
    majority = true;
  }

  public synchronized void pass(long moreMillis) {
    millis += moreMillis;
  }

  /** Lets every observer say the same of these endpoints, or of all if there are none. */
  public synchronized void say(Standing standing, String why, EndpointId... endpoints) {
    for (ObserverId observer : observers) {
      say(observer, standing, why, endpoints);
    }
  }

  public synchronized void say(
      ObserverId observer, Standing standing, String why, EndpointId... endpoints) {
    Map<EndpointId, Opinion> opinions = new LinkedHashMap<>();
    Optional.ofNullable(state.ballots().get(observer))
        .ifPresent(last -> opinions.putAll(last.ballot().opinions()));
    List<EndpointId> all =
        endpoints.length > 0
            ? List.of(endpoints)
            : state.charter().orElseThrow().fleet().endpoints().stream().map(Endpoint::id).toList();
    all.forEach(id -> opinions.put(id, new Opinion(standing, standing == Standing.DOWN, why, 40)));
    apply(new Command.Cast(new Ballot(observer, ++sequence, opinions, Optional.empty())));
  }

  @Override
  public synchronized State state() {
    return state;
  }

  @Override
  public synchronized CompletionStage<Step> submit(Command command) {
    return majority
        ? CompletableFuture.completedFuture(apply(command))
        : CompletableFuture.failedFuture(new TimeoutException("no majority"));
  }

  @Override
  public synchronized Step preview(Command command) {
    return Decider.apply(state, next(), command);
  }

  private synchronized Step apply(Command command) {
    State before = state;
    Stamp at = next();
    Step step = Decider.apply(before, at, command);
    state = step.state();
    listener.accept(new Taken(before, at, command, step));
    return step;
  }

  private Stamp next() {
    return new Stamp(state.stamp().index() + 1, millis, BEGIN.plusMillis(millis));
  }
}
