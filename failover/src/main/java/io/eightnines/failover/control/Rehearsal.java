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
import io.eightnines.failover.journal.EventText;
import io.eightnines.failover.journal.Notation;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.vote.Ballot;
import io.eightnines.failover.vote.ObserverId;
import io.eightnines.failover.vote.Opinion;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides the deaths of an imaginary fleet before the real one is watched. A daemon may wait months
 * for its first death; without this it would decide it with code that was never compiled.
 */
public final class Rehearsal {
  /** More calls than a compiler's default threshold of 200 for each of the steps. */
  private static final int ROUNDS = 100;

  private Rehearsal() {}

  /**
   * Lets the charter's endpoints die and return in turn; touches nothing outside.
   *
   * @return plans that were made
   */
  public static int run(Charter charter) throws IOException {
    Plan none = new Plan(0, Instant.EPOCH, List.of());
    State state = State.empty();
    long index = 1;
    state = next(state, index, new Command.Configure(charter, none)).state();
    int plans = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (ObserverId observer : charter.votes().observers()) {
        index++;
        Step step = next(state, index, new Command.Cast(ballot(charter, observer, index, round)));
        step.events().forEach(EventText::of);
        plans += step.adopted().isPresent() ? 1 : 0;
        state = step.state();
      }
    }
    return plans;
  }

  /** The same way that an entry takes: written, read and folded. */
  private static Step next(State state, long index, Command command) throws IOException {
    Stamp at = new Stamp(index, index * 100, Instant.EPOCH);
    return Decider.apply(state, at, Notation.readCommand(Notation.write(command)));
  }

  /** In every second round one endpoint is down. */
  private static Ballot ballot(Charter charter, ObserverId observer, long sequence, int round) {
    List<Endpoint> endpoints = charter.fleet().endpoints();
    EndpointId dead = endpoints.get(round / 2 % endpoints.size()).id();
    Map<EndpointId, Opinion> opinions = new LinkedHashMap<>();
    for (Endpoint endpoint : endpoints) {
      boolean down = round % 2 == 1 && endpoint.id().equals(dead);
      opinions.put(
          endpoint.id(), new Opinion(down ? Standing.DOWN : Standing.UP, down, "rehearsal", 0));
    }
    return new Ballot(observer, sequence, opinions, Optional.empty());
  }
}
