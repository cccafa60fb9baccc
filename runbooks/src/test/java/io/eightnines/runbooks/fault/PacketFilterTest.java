package io.eightnines.runbooks.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eightnines.runbooks.fleet.Cgroup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacketFilterTest {
  private static final PacketRule SILENCED = new PacketRule.Silenced("127.0.1.1", 8080);
  private static final PacketRule BLINDED = new PacketRule.Blinded("127.0.3.2", 8080);

  private final List<String> scripts = new ArrayList<>();

  private String last() {
    return scripts.getLast();
  }

  private void isRemovalOnly(String script) {
    assertThat(script)
        .isEqualTo("add table inet eightnines_drill\ndelete table inet eightnines_drill\n");
  }

  @Test
  void what_an_earlier_run_left_is_removed_at_the_start() {
    try (PacketFilter _ = new PacketFilter(scripts::add)) {
      assertThat(scripts).hasSize(1);
      isRemovalOnly(last());
    }
  }

  @Test
  void both_directions_are_dropped() throws IOException {
    try (PacketFilter filter = new PacketFilter(scripts::add)) {
      filter.arm(SILENCED);

      assertThat(last())
          .contains(
              "delete table inet eightnines_drill\ntable inet eightnines_drill {",
              "ip daddr 127.0.1.1 tcp dport 8080 drop",
              "ip saddr 127.0.1.1 tcp sport 8080 drop");
    }
  }

  @Test
  void faults_are_independent_of_each_other() throws IOException {
    try (PacketFilter filter = new PacketFilter(scripts::add)) {
      filter.arm(SILENCED);
      filter.arm(BLINDED);
      filter.disarm(SILENCED);

      assertThat(last()).contains("ip saddr 127.0.3.2 tcp dport 8080").doesNotContain("127.0.1.1");
      filter.disarm(BLINDED);
      isRemovalOnly(last());
    }
  }

  @Test
  void a_daemon_is_cut_off_by_its_group_where_it_calls_and_by_its_address_where_it_is_called()
      throws IOException {
    try (PacketFilter filter = new PacketFilter(scripts::add)) {
      filter.arm(new PacketRule.CutOff(new Cgroup("ns2"), "127.0.3.2", 9871));

      assertThat(last())
          .contains("ip daddr 127.0.3.2 tcp dport 9871 drop")
          .containsPattern("socket cgroupv2 level 2 \"(unified/)?eightnines/ns2\" tcp dport 9871")
          .containsPattern("socket cgroupv2 level 2 \"(unified/)?eightnines/ns2\" tcp sport 9871");
    }
  }

  @Test
  void closing_removes_everything_whatever_is_armed() throws IOException {
    try (PacketFilter filter = new PacketFilter(scripts::add)) {
      filter.arm(SILENCED);
    }
    isRemovalOnly(last());
  }

  @Test
  void without_the_right_to_filter_the_drill_is_not_possible_here() {
    assertThatThrownBy(() ->
            new PacketFilter(script -> {
              throw new IOException("Operation not permitted");
            }))
        .isInstanceOf(NotPossibleHereException.class)
        .hasMessageContaining("Operation not permitted")
        .hasMessageContaining("root");
  }
}
