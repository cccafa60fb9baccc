package io.eightnines.runbooks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DepartureTest {
  private static final List<String> WITH = List.of("127.0.1.1", "127.0.1.2");
  private static final List<String> WITHOUT = List.of("127.0.1.2", "127.0.1.3");

  private final Departure departure = new Departure(Set.of("127.0.1.1"));
  private long now;

  private Optional<Long> answered(int times, List<String> answer) {
    Optional<Long> last = Optional.empty();
    for (int i = 0; i < times; i++) {
      last = departure.answered(answer, ++now);
    }
    return last;
  }

  @Test
  void an_address_left_at_the_first_of_thirty_answers_without_it() {
    answered(5, WITH);

    assertThat(answered(29, WITHOUT)).isEmpty();
    assertThat(answered(1, WITHOUT)).contains(6L);
  }

  @Test
  void one_answer_with_it_begins_the_row_anew() {
    answered(29, WITHOUT);
    answered(1, WITH);

    assertThat(answered(29, WITHOUT)).isEmpty();
    assertThat(answered(1, WITHOUT)).contains(31L);
  }

  @Test
  void an_empty_answer_proves_nothing() {
    assertThat(answered(100, List.of())).isEmpty();
    answered(29, WITHOUT);
    answered(1, List.of());
    assertThat(answered(1, WITHOUT)).isEmpty();
  }

  @Test
  void of_several_addresses_all_must_have_left() {
    Departure both = new Departure(Set.of("127.0.1.1", "127.0.1.3"));
    for (int i = 0; i < 100; i++) {
      assertThat(both.answered(WITHOUT, i)).isEmpty();
    }
  }
}
