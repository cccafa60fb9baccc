package io.eightnines.runbooks.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.runbooks.alert.Trigger.Memory;
import io.eightnines.runbooks.alert.Trigger.Policy;
import io.eightnines.runbooks.alert.Trigger.Verdict;
import io.eightnines.runbooks.alert.Webhook.Firing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TriggerTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Policy POLICY = new Policy(Set.of("RegionOut"), Duration.ofMinutes(30));
  private static final Memory NOTHING = new Memory(false, Optional.empty());
  private static final Firing EAST = new Firing("RegionOut", "east");

  private static Verdict decide(Memory memory, Firing... firing) {
    return Trigger.decide(POLICY, new Webhook(List.of(firing)), memory, NOW);
  }

  @Test
  void one_region_that_is_out_is_redeployed_however_many_alerts_say_so() {
    Verdict expected = new Verdict.Accept("east", "alert RegionOut fires for east");

    assertThat(decide(NOTHING, EAST)).isEqualTo(expected);
    assertThat(decide(NOTHING, EAST, EAST, new Firing("DiskFull", "west"))).isEqualTo(expected);
  }

  @Test
  void other_alerts_and_none_are_nothing_to_us() {
    assertThat(decide(NOTHING)).isInstanceOf(Verdict.Ignore.class);
    assertThat(decide(NOTHING, new Firing("DiskFull", "east"))).isInstanceOf(Verdict.Ignore.class);
  }

  @Test
  void two_regions_out_at_once_are_not_mended_by_redeploying_one() {
    assertThat(decide(NOTHING, EAST, new Firing("RegionOut", "west")))
        .isInstanceOfSatisfying(
            Verdict.Conflict.class,
            conflict -> assertThat(conflict.why()).contains("east, west at once"));
  }

  @Test
  void a_region_that_is_no_name_is_refused() {
    for (String name : List.of("", "../east", "east;reboot", "x".repeat(64))) {
      assertThat(decide(NOTHING, new Firing("RegionOut", name)))
          .isInstanceOf(Verdict.Conflict.class);
    }
  }

  @Test
  void nothing_is_begun_while_another_is_under_way() {
    assertThat(decide(new Memory(true, Optional.empty()), EAST))
        .isEqualTo(new Verdict.Conflict("a redeploy is under way"));
  }

  @Test
  void the_interval_counts_from_the_beginning_of_the_last_one() {
    Memory recent = new Memory(false, Optional.of(NOW.minus(Duration.ofMinutes(29))));
    Memory old = new Memory(false, Optional.of(NOW.minus(Duration.ofMinutes(30))));

    assertThat(decide(recent, EAST)).isEqualTo(new Verdict.TooSoon(Duration.ofMinutes(1)));
    assertThat(decide(old, EAST)).isInstanceOf(Verdict.Accept.class);
  }
}
