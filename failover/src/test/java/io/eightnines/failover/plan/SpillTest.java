package io.eightnines.failover.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.eightnines.failover.fleet.Endpoint;
import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.fleet.Weight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SpillTest {
  private static List<PlannedEndpoint> planned(List<Integer> weights) {
    List<PlannedEndpoint> planned = new ArrayList<>();
    for (int i = 0; i < weights.size(); i++) {
      Endpoint endpoint = Fleets.endpoint("127.0.1." + (i + 1), 1000);
      planned.add(
          new PlannedEndpoint(endpoint, new Weight(weights.get(i)), new PlanReason.Serving("up")));
    }
    return planned;
  }

  private static Demand demand(long requests, List<Long> capacity) {
    Map<EndpointId, Long> each = new LinkedHashMap<>();
    for (int i = 0; i < capacity.size(); i++) {
      each.put(Fleets.id(i + 1), capacity.get(i));
    }
    return new Demand(requests, each);
  }

  private static List<Double> load(long requests, List<PlannedEndpoint> planned) {
    double all = planned.stream().mapToInt(each -> each.effective().value()).sum();
    return planned.stream().map(each -> requests * each.effective().value() / all).toList();
  }

  @Test
  void nothing_moves_while_every_share_fits_or_nothing_is_known_of_load() {
    List<PlannedEndpoint> planned = planned(List.of(100, 200));

    assertThat(Spill.over(demand(300, List.of(100L, 200L)), planned)).isEqualTo(planned);
    assertThat(Spill.over(Demand.UNKNOWN, planned)).isEqualTo(planned);
    assertThat(Spill.over(demand(0, List.of(1L, 1L)), planned)).isEqualTo(planned);
  }

  @Test
  void what_one_cannot_take_goes_to_the_others_by_their_weights() {
    List<PlannedEndpoint> planned = planned(List.of(100, 100, 200));

    List<PlannedEndpoint> spilled = Spill.over(demand(1000, List.of(100L)), planned);

    assertThat(load(1000, spilled).get(0)).isEqualTo(100, within(1.0));
    assertThat(load(1000, spilled).get(1)).isEqualTo(300, within(1.0));
    assertThat(load(1000, spilled).get(2)).isEqualTo(600, within(1.0));
    assertThat(spilled.get(0).reason().text())
        .isEqualTo("carries 10 % of the load, by capacity; up");
  }

  @Test
  void one_that_is_out_stays_out() {
    List<PlannedEndpoint> planned = planned(List.of(0, 100, 100));

    List<PlannedEndpoint> spilled = Spill.over(demand(1000, List.of(9L, 200L, 900L)), planned);

    assertThat(spilled.get(0)).isEqualTo(planned.get(0));
    assertThat(load(1000, spilled).get(1)).isEqualTo(200, within(1.0));
  }

  @Test
  void what_all_together_cannot_carry_is_shared_by_capacity_and_told() {
    List<PlannedEndpoint> planned = planned(List.of(100, 100));
    Demand demand = demand(1000, List.of(100L, 300L));

    assertThat(load(400, Spill.over(demand, planned))).containsExactly(100.0, 300.0);
    assertThat(Spill.shortfall(demand, planned)).isEqualTo(600);
    assertThat(Spill.shortfall(demand(1000, List.of(100L)), planned))
        .as("the other is not limited")
        .isZero();
  }

  /** Weights are whole, of a thousand: each may be off by as many thousandths as there are. */
  @Property(tries = 5000, seed = "8999")
  void nobody_is_over_capacity_when_it_fits_and_it_is_told_when_it_does_not(
      @ForAll @Size(4) List<@IntRange(max = 1000) Integer> weights,
      @ForAll @Size(4) List<@LongRange(min = 50, max = 5000) Long> capacity,
      @ForAll @LongRange(min = 1, max = 10_000) long requests) {
    List<PlannedEndpoint> planned = planned(weights);
    Demand demand = demand(requests, capacity);

    List<PlannedEndpoint> spilled = Spill.over(demand, planned);

    long room = 0;
    for (int i = 0; i < 4; i++) {
      assertThat(spilled.get(i).effective().isNone()).isEqualTo(weights.get(i) == 0);
      room += weights.get(i) == 0 ? 0 : capacity.get(i);
    }
    assertThat(Spill.shortfall(demand, spilled)).isEqualTo(Math.max(0, requests - room));
    if (room >= requests) {
      List<Double> load = load(requests, spilled);
      for (int i = 0; i < 4; i++) {
        assertThat(load.get(i)).isLessThanOrEqualTo(capacity.get(i) + requests * 0.004);
      }
    }
    assertThat(Spill.over(demand, spilled.stream().map(PlannedEndpoint::due).toList()))
        .as("the next plan spills alike")
        .isEqualTo(spilled);
  }
}
