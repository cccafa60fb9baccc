package io.eightnines.runbooks.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioTest {
  private static Scenario scenario(String name) {
    return Scenario.named(name).orElseThrow();
  }

  @Test
  void every_name_is_there_once() {
    assertThat(Scenario.ALL).extracting(Scenario::name).doesNotHaveDuplicates().hasSize(27);
    assertThat(Scenario.named("no-such-drill")).isEmpty();
  }

  @Test
  void only_what_drops_packets_needs_the_packet_filter() {
    assertThat(Scenario.ALL)
        .filteredOn(Scenario::dropsPackets)
        .extracting(Scenario::name)
        .containsExactlyInAnyOrder(
            "region-blackhole", "partition", "observer-isolated", "site-blackhole");
  }

  @Test
  void only_what_spoils_disks_needs_some_of_its_own() {
    assertThat(Scenario.ALL)
        .filteredOn(Scenario::needsDisks)
        .extracting(Scenario::name)
        .containsExactly("gateway-disk-dead", "power-cut", "disk-full");
  }

  @Test
  void what_takes_a_daemon_away_needs_others() {
    assertThat(Scenario.ALL)
        .filteredOn(Scenario::needsSeveralDaemons)
        .extracting(Scenario::name)
        .containsExactlyInAnyOrder(
            "daemon-kill", "daemon-leader-and-region-kill", "partition", "observer-isolated");
  }

  @Test
  void the_client_may_fail_only_where_nothing_is_left_to_ask() {
    assertThat(Scenario.ALL)
        .filteredOn(scenario -> !scenario.sparesClient())
        .extracting(Scenario::name)
        .containsExactlyInAnyOrder(
            "all-regions-down", "gateway-kill", "power-cut", "all-devices-dead");
  }

  @Test
  void one_of_several_gateways_is_hit_only_where_there_are_three() {
    assertThat(Scenario.ALL)
        .filteredOn(scenario -> scenario.gateways().count() == 3)
        .extracting(Scenario::name)
        .containsExactlyInAnyOrder(
            "gateway-leader-kill",
            "gateway-follower-kill",
            "gateway-hang",
            "gateway-disk-dead",
            "power-cut",
            "site-blackhole",
            "disk-full",
            "ledger-corrupt-byte",
            "device-stuck",
            "device-biased");
  }

  @Test
  void gateways_have_simulated_devices_where_one_is_to_go_bad() {
    assertThat(Scenario.ALL)
        .filteredOn(scenario -> scenario.gateways().devices() > 0)
        .extracting(Scenario::name)
        .containsExactlyInAnyOrder("device-stuck", "device-biased", "all-devices-dead");
  }

  @Test
  void what_clients_were_given_is_held_against_ledgers_wherever_gateways_are_hit() {
    assertThat(Scenario.ALL)
        .filteredOn(scenario -> !scenario.concernsDns())
        .extracting(Scenario::name)
        .allMatch(name ->
            name.startsWith("gateway-")
                || name.contains("device")
                || name.contains("disk")
                || List.of("power-cut", "site-blackhole", "ledger-corrupt-byte").contains(name))
        .hasSize(12);
  }

  @Test
  void peers_are_measured_where_a_region_leaves_and_nothing_else_happens() {
    assertThat(scenario("region-kill").comparesWithPeers()).isTrue();
    assertThat(scenario("region-blackhole").comparesWithPeers()).isTrue();
    assertThat(scenario("partition").comparesWithPeers()).isFalse();
    assertThat(scenario("flap").comparesWithPeers()).isFalse();
  }
}
