package io.eightnines.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "192.168.1.128/25, 192.168.1.128, true",
    "192.168.1.128/25, 192.168.1.127, false",
    "200.0.0.1/32, 200.0.0.1, true",
    "200.0.0.1/32, 200.0.0.2, false",
  })
  void a_block_contains_the_addresses_that_share_its_prefix(
      String cidr, String address, boolean contained) {
    assertThat(Cidr.parse(cidr).contains(Address.parse(address))).isEqualTo(contained);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/16, 10.0.255.0/24, true",
    "10.0.0.0/16, 10.1.0.0/16, false",
    "128.0.0.0/8, 128.0.0.0/8, true",
    "10.0.0.0/24, 10.0.1.0/24, false",
  })
  void blocks_overlap_both_ways_or_not_at_all(String one, String other, boolean overlap) {
    assertThat(Cidr.parse(one).overlaps(Cidr.parse(other))).isEqualTo(overlap);
    assertThat(Cidr.parse(other).overlaps(Cidr.parse(one))).isEqualTo(overlap);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0.0",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0/16",
        "10.0.0.0/08",
        "10.0.0.0/-1",
        "256.0.0.0/8",
        "10.0.0.1/24",
        "::/0",
        "10.0.0.0/16 ",
        "0.0.0.0/0"
      })
  void anything_else_is_refused_with_its_text(String text) {
    assertThatThrownBy(() -> Cidr.parse(text))
        .isInstanceOf(InvalidTopologyException.class)
        .hasMessageContaining("; expected ");
  }

  @Test
  void text_comes_back_as_it_was_read() {
    assertThat(Cidr.parse("203.0.113.64/26")).hasToString("203.0.113.64/26");
    assertThat(Address.parse("203.0.113.64").inet().getHostAddress()).isEqualTo("203.0.113.64");
  }
}
