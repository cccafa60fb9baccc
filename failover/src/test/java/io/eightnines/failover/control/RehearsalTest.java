package io.eightnines.failover.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.decide.Charter;
import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.plan.PlanPolicy;
import io.eightnines.failover.vote.ObserverId;
import io.eightnines.failover.vote.VotePolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  private static Charter charter(String... observers) {
    VotePolicy votes =
        new VotePolicy(List.of(observers).stream().map(ObserverId::new).toList(), 3000, 2000);
    return new Charter(1, 0, Fleets.of(100, 100, 0), votes, PlanPolicy.defaults());
  }

  @Test
  void every_death_of_the_rehearsal_leads_to_a_plan() throws Exception {
    assertThat(Rehearsal.run(charter("alone"))).isGreaterThanOrEqualTo(60);
    assertThat(Rehearsal.run(charter("ns1", "ns2", "ns3"))).isGreaterThanOrEqualTo(60);
  }
}
