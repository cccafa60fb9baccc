package io.eightnines.failover.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.0/8, 127.255.0.1, true",
    "127.0.0.0/8, 128.0.0.1, false",
    "192.0.2.128/25, 192.0.2.200, true",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, ::1, false",
    "::/0, 2001:db8::1, true",
    "::/0, 127.0.0.1, false",
    "2001:db8::/33, 2001:db8:7fff::, true",
    "2001:db8::/33, 2001:db8:8000::, false",
    "::1, ::1, true",
  })
  void an_address_lies_in_a_network_if_the_first_bits_are_the_same(
      String block, String address, boolean inside) {
    assertThat(Network.parseAny(block).contains(InetAddress.ofLiteral(address).getAddress()))
        .isEqualTo(inside);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1/8, zeros after its prefix",
    "127.0.0.0/33, expected a network",
    "127.0.0.0/-1, expected a network",
    "::/129, expected a network",
    "localhost, or an address",
    "127.0.0.0/, expected a network",
    "127.0.0.0/x, expected a network",
  })
  void what_is_neither_a_network_nor_an_address_is_refused(String text, String message) {
    assertThatThrownBy(() -> Network.parseAny(text)).hasMessageContaining(message);
  }
}
