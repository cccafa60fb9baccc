package io.eightnines.failover.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eightnines.failover.fleet.RegionId;
import io.eightnines.failover.network.Network;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeoTableTest {
  private static final RegionId A = new RegionId("a");
  private static final RegionId B = new RegionId("b");

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.1/8", "10.0.0.0", "10.0.0.0/33", "10.0.0.0/x", "host/8", "/8", "::/129"})
  void what_is_no_network_is_refused(String text) {
    assertThatThrownBy(() -> Network.parse(text))
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("expected a network");
  }

  @Test
  void a_network_is_given_once() {
    List<Network> one = List.of(Network.parse("10.0.0.0/8"));
    Map<RegionId, List<Network>> twice = new LinkedHashMap<>();
    twice.put(A, one);
    twice.put(B, one);

    assertThatThrownBy(() -> new GeoTable(twice))
        .hasMessage("10.0.0.0/8 is given to a and to b, expected it once");
  }

  /** Against the definition, taken literally; and all in the scope have the same region. */
  @Test
  void of_random_tables_the_longest_network_decides_and_holds_for_the_whole_scope() {
    SplittableRandom chance = new SplittableRandom(77);
    for (int round = 0; round < 300; round++) {
      Map<RegionId, List<Network>> networks = new LinkedHashMap<>();
      List<Network> ofA = new ArrayList<>();
      List<Network> ofB = new ArrayList<>();
      networks.put(A, ofA);
      networks.put(B, ofB);
      for (int i = 0; i < chance.nextInt(1, 12); i++) {
        Network network = random(chance);
        boolean known = networks.values().stream().flatMap(List::stream).anyMatch(network::equals);
        if (!known) {
          (chance.nextBoolean() ? ofA : ofB).add(network);
        }
      }
      GeoTable table = new GeoTable(networks);
      for (int i = 0; i < 50; i++) {
        byte[] address = bytes(chance.nextInt());
        Located located = table.find(address, 32);
        assertThat(Optional.ofNullable(located.region())).isEqualTo(literally(networks, address));
        int scope = located.scopeBits();
        int free = scope == 32 ? 0 : -1 >>> scope;
        byte[] neighbour = bytes((number(address) & ~free) | (chance.nextInt() & free));
        assertThat(table.find(neighbour, 32)).isEqualTo(located);
      }
    }
  }

  private static Network random(SplittableRandom chance) {
    int bits = chance.nextInt(0, 9);
    int free = bits == 0 ? -1 : -1 >>> bits;
    try {
      return new Network(java.net.InetAddress.getByAddress(bytes(chance.nextInt() & ~free)), bits);
    } catch (java.net.UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static Optional<RegionId> literally(
      Map<RegionId, List<Network>> networks, byte[] address) {
    return networks.entrySet().stream()
        .flatMap(entry -> entry.getValue().stream().map(n -> Map.entry(n, entry.getKey())))
        .filter(entry -> holds(entry.getKey(), address))
        .max(Comparator.comparingInt(entry -> entry.getKey().bits()))
        .map(Map.Entry::getValue);
  }

  private static boolean holds(Network network, byte[] address) {
    int bits = network.bits();
    return bits == 0
        || number(network.address().getAddress()) >>> (32 - bits)
            == number(address) >>> (32 - bits);
  }

  private static byte[] bytes(int number) {
    return java.nio.ByteBuffer.allocate(4).putInt(number).array();
  }

  private static int number(byte[] bytes) {
    return java.nio.ByteBuffer.wrap(bytes).getInt();
  }
}
