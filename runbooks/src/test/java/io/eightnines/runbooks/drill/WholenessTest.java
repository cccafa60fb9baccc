package io.eightnines.runbooks.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.runbooks.fleet.DaemonStatus;
import io.eightnines.runbooks.fleet.GatewayStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WholenessTest {
  private static final DaemonStatus WELL = status("ns1", 120, 100);

  private static DaemonStatus status(String leader, long applied, int weight) {
    return new DaemonStatus(
        "FOLLOWER", leader, applied, Map.of("a", 100), Map.of("a", weight), List.of());
  }

  @Test
  void lacks_nothing_while_all_serve_as_configured_and_keep_up() {
    assertThat(Wholeness.daemons(Map.of("ns1", WELL, "ns2", status("ns1", 110, 100)))).isEmpty();
  }

  @Test
  void names_who_is_behind() {
    assertThat(Wholeness.daemons(Map.of("ns1", WELL, "ns2", status("ns1", 109, 100))))
        .containsExactly("ns2 is 11 entries behind");
  }

  @Test
  void names_who_knows_no_leader() {
    assertThat(Wholeness.daemons(Map.of("ns1", status("", 120, 100))))
        .containsExactly("ns1 knows no leader");
  }

  @Test
  void tells_which_weights_are_served_instead_of_which() {
    assertThat(Wholeness.daemons(Map.of("ns1", status("ns1", 120, 10))))
        .containsExactly("ns1 serves {a=10} instead of {a=100}");
  }

  private static GatewayStatus gateway(String leader, long applied) {
    return new GatewayStatus(
        leader, new GatewayStatus.Ledger(applied, false, 0, 0, 0), 0, Map.of());
  }

  @Test
  void names_the_gateway_that_has_not_caught_up_or_knows_no_leader() {
    assertThat(Wholeness.gateways(Map.of("g1", gateway("g1", 900), "g2", gateway("g1", 800))))
        .isEmpty();
    assertThat(Wholeness.gateways(Map.of("g1", gateway("g1", 900), "g2", gateway("g1", 799))))
        .containsExactly("g2 is 101 entries behind");
    assertThat(Wholeness.gateways(Map.of("g1", gateway("", 900))))
        .containsExactly("g1 knows no leader");
  }
}
