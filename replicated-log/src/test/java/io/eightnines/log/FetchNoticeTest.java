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
  void one_that_fetches_is_told_as_well_until_it_has_fetched() {
    notice.refused(0, 5);

    assertThat(notice.fetches()).isTrue();
    assertThat(notice.isDue(false, 0, 5, 0)).isTrue();
    assertThat(notice.isDue(false, 9, 5, LATER)).isFalse();
    assertThat(notice.fetches()).isFalse();
  }

  @Test
  void one_that_fetches_is_sent_entries_now_and_then_and_any_other_at_once() {
    assertThat(notice.mayTryEntries(7)).isTrue();
    assertThat(notice.mayTryEntries(7)).isTrue();

    notice.refused(0, 5);

    assertThat(notice.mayTryEntries(8)).isFalse();
    assertThat(notice.mayTryEntries(7 + LATER)).isTrue();
    assertThat(notice.mayTryEntries(8 + LATER)).isFalse();
  }

  @Test
  void what_was_said_before_it_had_fetched_is_late_for_a_while() {
    assertThat(notice.isLate(3, 9, 50)).isTrue();
    assertThat(notice.isLate(10, 9, 60)).isFalse();
    assertThat(notice.isLate(3, 9, 50 + FetchNotice.LATE_MILLIS)).isFalse();
    assertThat(notice.isLate(3, 12, 60 + FetchNotice.LATE_MILLIS)).isTrue();
  }

  @Test
  void one_that_lacks_something_anew_is_told_at_once() {
    notice.isDue(true, -1, 5, 0);

    assertThat(notice.isDue(true, 9, 5, 1)).isTrue();
  }
}
