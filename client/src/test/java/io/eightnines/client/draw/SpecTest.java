package io.eightnines.client.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SpecTest {

  private static final Spec.Pools LOTTERY =
      new Spec.Pools(List.of(new Spec.Selection(3, 50), new Spec.Selection(2, 12)));

  @Property
  void a_possible_result_meets_no_objection(@ForAll("specs") Spec spec, @ForAll long seed) {
    assertThat(spec.objectionTo(Draws.outcome(spec, seed).result())).isEmpty();
  }

  @Provide
  Arbitrary<Spec> specs() {
    return Draws.specs();
  }

  @Test
  void a_result_of_another_length_is_impossible() {
    assertThat(new Spec.Numbers(2, 1, 6, true).objectionTo(List.of(3L))).isPresent();
  }

  @Test
  void a_number_out_of_range_is_impossible() {
    assertThat(new Spec.Numbers(1, 1, 6, true).objectionTo(List.of(7L))).isPresent();
    assertThat(new Spec.Numbers(1, 1, 6, true).objectionTo(List.of(0L))).isPresent();
  }

  @Test
  void a_number_twice_is_possible_only_with_repetition() {
    assertThat(new Spec.Numbers(2, 1, 6, true).objectionTo(List.of(3L, 3L))).isEmpty();
    assertThat(new Spec.Numbers(2, 1, 6, false).objectionTo(List.of(3L, 3L))).isPresent();
    assertThat(new Spec.Permutation(2).objectionTo(List.of(1L, 1L))).isPresent();
  }

  @Test
  void a_selection_is_written_in_ascending_order() {
    assertThat(new Spec.Selection(2, 6).objectionTo(List.of(2L, 5L))).isEmpty();
    assertThat(new Spec.Selection(2, 6).objectionTo(List.of(5L, 2L))).isPresent();
  }

  @Test
  void a_range_has_at_most_two_to_the_63_values_wherever_it_lies() {
    assertThat(new Spec.Numbers(1, 0, Long.MAX_VALUE, true).span()).isEqualTo(Long.MAX_VALUE);
    assertThat(new Spec.Numbers(1, Long.MIN_VALUE, -1, false).span()).isEqualTo(Long.MAX_VALUE);
    assertThatThrownBy(() -> new Spec.Numbers(1, -1, Long.MAX_VALUE, true))
        .hasMessageContaining("less than min + 2^63");
    assertThatThrownBy(() -> new Spec.Numbers(1, Long.MIN_VALUE, Long.MAX_VALUE, true))
        .hasMessageContaining("less than min + 2^63");
  }

  @Test
  void what_json_numbers_carry_is_of_version_1_and_what_they_do_not_of_version_2() {
    long most = (1L << 53) - 1;

    assertThat(new Spec.Numbers(1, -most, most, true).version()).isEqualTo(1);
    assertThat(new Spec.Numbers(1, 0, most + 1, true).version()).isEqualTo(2);
    assertThat(new Spec.Numbers(1, -most - 1, 0, true).version()).isEqualTo(2);
    assertThat(new Spec.Permutation(100_000).version()).isEqualTo(1);
    assertThat(LOTTERY.version()).isEqualTo(2);
  }

  @Test
  void each_pool_has_its_own_numbers() {
    assertThat(LOTTERY.objectionTo(List.of(1L, 7L, 50L, 7L, 12L))).isEmpty();
    assertThat(LOTTERY.objectionTo(List.of(1L, 7L, 50L, 7L, 13L)))
        .hasValueSatisfying(objection -> assertThat(objection).startsWith("pool 2"));
    assertThat(LOTTERY.objectionTo(List.of(7L, 1L, 50L, 7L, 12L)))
        .hasValueSatisfying(objection -> assertThat(objection).startsWith("pool 1"));
    assertThat(LOTTERY.objectionTo(List.of(1L, 7L, 50L, 7L))).isPresent();
  }

  @Test
  void a_spec_that_cannot_be_drawn_cannot_be_made() {
    assertThatThrownBy(() -> new Spec.Numbers(7, 1, 6, false)).hasMessageContaining("count 7");
    assertThatThrownBy(() -> new Spec.Numbers(1, 6, 1, true)).hasMessageContaining("max 1");
    assertThatThrownBy(() -> new Spec.Selection(7, 6)).hasMessageContaining("k 7");
    assertThatThrownBy(() -> new Spec.Permutation(0)).hasMessageContaining("size 0");
    assertThatThrownBy(() -> new Spec.Pools(List.of())).hasMessageContaining("pools 0");
  }

  @Test
  void limits_name_what_exceeds_them() {
    Limits limits = new Limits(5, 5, 5, 5, 5, 1024);

    assertThat(limits.exceededBy(new Spec.Selection(5, 5))).isEmpty();
    assertThat(limits.exceededBy(new Spec.Selection(6, 7)))
        .extracting("field")
        .containsExactly("spec.k", "spec.n");
    assertThat(new Limits(1, 1, 4, 49, 1, 1024).exceededBy(LOTTERY))
        .extracting("field")
        .containsExactly("spec.pools", "spec.pools.k", "spec.pools.n");
  }

  @Test
  void limits_beyond_the_protocol_are_refused() {
    assertThatThrownBy(() -> new Limits(10_001, 1, 1, 1, 1, 1)).hasMessageContaining("count 10001");
  }
}
