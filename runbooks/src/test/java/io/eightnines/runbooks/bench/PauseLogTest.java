package io.eightnines.runbooks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PauseLogTest {
  @Test
  void collections_and_every_other_stop_are_told_apart_and_the_longest_is_found() {
    List<String> lines =
        List.of(
            "[12.345s][gc] GC(7) Pause Young (Allocation Failure) 41M->22M(61M) 1.234ms",
            "[13.000s][gc] GC(8) Pause Full (Metadata GC Threshold) 22M->20M(61M) 3.5ms",
            "[13.500s][safepoint] Safepoint \"Cleanup\", Time since last: 1 ns, Reaching safepoint:"
                + " 2 ns, At safepoint: 3 ns, Total: 4200000 ns",
            "[14.000s][gc] Using Serial");

    assertThat(PauseLog.parse(lines)).isEqualTo(new PauseLog.Pauses(2, 1, 4.2));
  }

  @Test
  void a_log_without_stops_has_none() {
    assertThat(PauseLog.parse(List.of())).isEqualTo(new PauseLog.Pauses(0, 0, 0));
  }
}
