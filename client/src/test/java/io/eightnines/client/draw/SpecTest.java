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
  void the_widest_range_has_fewer_values_than_two_to_the_54() {
    Spec.Numbers widest = new Spec.Numbers(1, -(1L << 53) + 1, (1L << 53) - 1, true);

    assertThat(widest.values()).isEqualTo((1L << 54) - 1);
  }

  @Test
  void a_spec_that_cannot_be_drawn_cannot_be_made() {
    assertThatThrownBy(() -> new Spec.Numbers(7, 1, 6, false)).hasMessageContaining("count 7");
    assertThatThrownBy(() -> new Spec.Numbers(1, 6, 1, true)).hasMessageContaining("max 1");
    assertThatThrownBy(() -> new Spec.Selection(7, 6)).hasMessageContaining("k 7");
    assertThatThrownBy(() -> new Spec.Permutation(0)).hasMessageContaining("size 0");
  }

  @Test
  void limits_name_what_exceeds_them() {
    Limits limits = new Limits(5, 5, 5, 5, 1024);

    assertThat(limits.exceededBy(new Spec.Selection(5, 5))).isEmpty();
    assertThat(limits.exceededBy(new Spec.Selection(6, 7)))
        .extracting("field")
        .containsExactly("spec.k", "spec.n");
  }

  @Test
  void limits_beyond_the_protocol_are_refused() {
    assertThatThrownBy(() -> new Limits(10_001, 1, 1, 1, 1)).hasMessageContaining("count 10001");
  }
}
