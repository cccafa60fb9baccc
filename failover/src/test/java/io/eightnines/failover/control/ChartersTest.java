package io.eightnines.failover.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.decide.Charter;
import io.eightnines.failover.decide.Command;
import io.eightnines.failover.decide.Decider;
import io.eightnines.failover.decide.State;
import io.eightnines.failover.fleet.Fleet;
import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.plan.PlanPolicy;
import io.eightnines.failover.vote.ObserverId;
import io.eightnines.failover.vote.VotePolicy;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChartersTest {
  private static final Plan NOTHING = new Plan(0, Instant.EPOCH, List.of());

  private static Charter charter(long revision, Fleet fleet, String... observers) {
    List<ObserverId> ids = Stream.of(observers).map(ObserverId::new).toList();
    return new Charter(revision, 0, fleet, new VotePolicy(ids, 3000, 2000), PlanPolicy.defaults());
  }

  private static Charters.Standing compare(Charter own, Charter inForce) {
    State state =
        Decider.apply(
                State.empty(),
                new State.Stamp(1, 0, Instant.EPOCH),
                new Command.Configure(inForce, NOTHING))
            .state();
    return Charters.compare(own, state);
  }

  @Test
  void where_one_daemon_decides_alone_its_own_file_counts_whatever_its_revision() {
    Fleet before = Fleets.of(100, 100);
    Fleet after = Fleets.of(100, 50);

    assertThat(compare(charter(1, after, "ns1"), charter(1, before, "ns1")))
        .isEqualTo(Charters.Standing.NEWER);
    assertThat(compare(charter(1, before, "ns1"), charter(1, before, "ns1")))
        .isEqualTo(Charters.Standing.SAME);
  }

  @Test
  void a_file_that_names_one_daemon_does_not_override_the_charter_of_three() {
    Fleet fleet = Fleets.of(100, 100);
    Charter ofThree = charter(2, fleet, "ns1", "ns2", "ns3");

    assertThat(compare(charter(1, fleet, "ns1"), ofThree)).isEqualTo(Charters.Standing.OLDER);
    assertThat(compare(charter(2, fleet, "ns1"), ofThree)).isEqualTo(Charters.Standing.CONFLICTING);
    assertThat(compare(charter(3, fleet, "ns1"), ofThree)).isEqualTo(Charters.Standing.NEWER);
  }
}
