package io.eightnines.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FetchNoticeTest {
  private static final long LATER = FetchNotice.BETWEEN_MILLIS;

  private final FetchNotice notice = new FetchNotice();

  @Test
  void whoever_lacks_nothing_is_told_nothing() {
    assertThat(notice.isDue(false, -1, 5, 0)).isFalse();
    assertThat(notice.remaining(0)).isZero();
  }

  @Test
  void whoever_lacks_something_is_told_at_once_and_not_again_before_a_while() {
    assertThat(notice.isDue(true, -1, 5, 7)).isTrue();
    assertThat(notice.isDue(true, -1, 5, 8)).isFalse();
    assertThat(notice.remaining(8)).isEqualTo(LATER - 1);
    assertThat(notice.isDue(true, -1, 5, 7 + LATER)).isTrue();
  }

  @Test
  void it_is_told_until_it_has_fetched_though_it_seems_to_lack_nothing_any_more() {
    notice.isDue(true, -1, 5, 0);

    assertThat(notice.isDue(false, -1, 5, LATER)).isTrue();
    assertThat(notice.isDue(false, 9, 5, 2 * LATER)).isFalse();
    assertThat(notice.isDue(false, 9, 5, 3 * LATER)).isFalse();
  }

  @Test
  void it_is_told_no_more_once_it_takes_entries_in() {
    notice.isDue(true, -1, 5, 0);

    assertThat(notice.isDue(false, -1, 6, LATER)).isFalse();
    assertThat(notice.isDue(false, -1, 6, 2 * LATER)).isFalse();
  }

  @Test
  void one_that_refuses_what_it_needs_is_told_as_well() {
    notice.refused(3, 0, 5);

    assertThat(notice.isDue(false, 0, 5, 0)).isTrue();
    assertThat(notice.isDue(false, 9, 5, LATER)).isFalse();
  }

  @Test
  void what_was_refused_before_it_was_fetched_no_longer_counts() {
    notice.refused(9, 9, 5);

    assertThat(notice.isDue(false, 9, 5, 0)).isFalse();
  }

  @Test
  void one_that_lacks_something_anew_is_told_at_once() {
    notice.isDue(true, -1, 5, 0);

    assertThat(notice.isDue(true, 9, 5, 1)).isTrue();
  }
}
