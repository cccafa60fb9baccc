package io.eightnines.runbooks.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.runbooks.fleet.DaemonStatus;
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
    assertThat(Wholeness.missing(Map.of("ns1", WELL, "ns2", status("ns1", 110, 100)))).isEmpty();
  }

  @Test
  void names_who_is_behind() {
    assertThat(Wholeness.missing(Map.of("ns1", WELL, "ns2", status("ns1", 109, 100))))
        .containsExactly("ns2 is 11 entries behind");
  }

  @Test
  void names_who_knows_no_leader() {
    assertThat(Wholeness.missing(Map.of("ns1", status("", 120, 100))))
        .containsExactly("ns1 knows no leader");
  }

  @Test
  void tells_which_weights_are_served_instead_of_which() {
    assertThat(Wholeness.missing(Map.of("ns1", status("ns1", 120, 10))))
        .containsExactly("ns1 serves {a=10} instead of {a=100}");
  }
}
