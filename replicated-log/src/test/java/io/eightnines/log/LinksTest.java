package io.eightnines.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinksTest {
  /** A link whose calls end as it is told. */
  private static final class Told implements Links.Link {
    private @Nullable Status ending;
    private int calls;
    private int renewals;

    @Override
    public void call() {
      calls++;
      if (ending != null) {
        throw ending.asRuntimeException();
      }
    }

    @Override
    public void renew() {
      renewals++;
    }
  }

  private final Map<String, Links.Link> wanted = new HashMap<>();
  private final Links links = new Links(() -> wanted);

  @AfterEach
  void close() {
    links.close();
  }

  private Told link(String name, @Nullable Status ending) {
    Told link = new Told();
    link.ending = ending;
    wanted.put(name, link);
    return link;
  }

  @Test
  void one_that_is_refused_is_made_anew_each_time_and_the_others_are_left_alone()
      throws InterruptedException {
    Told refused = link("refused", Status.UNAVAILABLE);
    Told fine = link("fine", null);

    links.round();
    links.round();

    assertThat(refused.renewals).isEqualTo(2);
    assertThat(fine.renewals).isZero();
    assertThat(fine.calls).isEqualTo(2);
  }

  @Test
  void a_handshake_is_given_three_calls_time_before_it_begins_again() throws InterruptedException {
    Told silent = link("silent", Status.DEADLINE_EXCEEDED);

    links.round();
    links.round();
    assertThat(silent.renewals).isZero();
    links.round();

    assertThat(silent.renewals).isEqualTo(1);
  }

  @Test
  void a_call_that_comes_through_ends_the_silence() throws InterruptedException {
    Told link = link("link", Status.DEADLINE_EXCEEDED);

    links.round();
    links.round();
    link.ending = null;
    links.round();
    link.ending = Status.DEADLINE_EXCEEDED;
    links.round();
    links.round();

    assertThat(link.renewals).isZero();
  }

  @Test
  void somebody_who_answers_with_an_error_is_there() throws InterruptedException {
    Told link = link("link", Status.INTERNAL);

    links.round();

    assertThat(link.renewals).isZero();
  }
}
