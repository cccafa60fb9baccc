package io.eightnines.failover.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.detect.Standing;
import io.eightnines.failover.fleet.Fleet;
import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.intent.Orders;
import io.eightnines.failover.memory.PlanFile.Found;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.plan.PlanPolicy;
import io.eightnines.failover.plan.Planner;
import io.eightnines.failover.vote.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanFileTest {
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
  private static final Fleet FLEET = Fleets.of(100, 200);

  @TempDir Path directory;

  /** Endpoint 2 is out; generation as given. */
  private static Plan plan(long generation) {
    Finding down = new Finding(Standing.DOWN, Finding.Evidence.PROOF, 0, -1, List.of("ns1"));
    return Planner.plan(
            FLEET,
            PlanPolicy.defaults(),
            new Planner.Known(Map.of(Fleets.id(2), down), Orders.NONE, 0),
            new Plan(0, NOW, List.of()),
            new Planner.Mark(generation, NOW))
        .plan();
  }

  private static List<Integer> weights(Plan plan) {
    return plan.endpoints().stream().map(planned -> planned.effective().value()).toList();
  }

  private Found found() {
    return new PlanFile(directory).read();
  }

  @Test
  void the_newest_plan_is_found_again() throws Exception {
    PlanFile file = new PlanFile(directory);
    file.write(plan(1));
    file.write(plan(2));

    Found found = found();

    assertThat(found.refusals()).isEmpty();
    assertThat(found.plan().orElseThrow().generation()).isEqualTo(2);
    assertThat(weights(found.plan().orElseThrow())).containsExactly(100, 0);
  }

  @Test
  void a_file_cut_short_anywhere_or_with_any_byte_changed_is_refused_for_the_previous()
      throws Exception {
    PlanFile file = new PlanFile(directory);
    file.write(plan(1));
    file.write(plan(2));
    Path newest = directory.resolve("plan");
    byte[] whole = Files.readAllBytes(newest);

    for (int at = 0; at < whole.length; at++) {
      Files.write(newest, Arrays.copyOf(whole, at));
      assertPreviousIsUsed();
      if (at != 64) { // The line feed between the checksum and the body carries nothing.
        byte[] altered = whole.clone();
        altered[at] ^= 0x10;
        Files.write(newest, altered);
        assertPreviousIsUsed();
      }
    }
  }

  private void assertPreviousIsUsed() {
    Found found = found();
    assertThat(found.refusals()).singleElement().asString().startsWith("plan is refused: ");
    assertThat(found.plan().orElseThrow().generation()).isEqualTo(1);
  }

  @Test
  void a_crash_between_the_two_renames_loses_nothing() throws Exception {
    PlanFile file = new PlanFile(directory);
    file.write(plan(1));
    file.write(plan(2));
    Files.delete(directory.resolve("plan"));

    assertThat(found().plan().orElseThrow().generation()).isEqualTo(1);
    assertThat(found().refusals()).isEmpty();
  }

  @Test
  void a_warm_start_serves_the_plan_that_was_served() throws Exception {
    new PlanFile(directory).write(plan(41));

    WarmStart start = WarmStart.from(FLEET, found(), NOW.plusSeconds(90));

    assertThat(start.plan().generation()).isEqualTo(41);
    assertThat(weights(start.plan())).containsExactly(100, 0);
    assertThat(start.age()).contains(Duration.ofSeconds(90));
  }

  @Test
  void a_start_without_memory_serves_the_whole_fleet_by_configured_weight() {
    WarmStart start = WarmStart.from(FLEET, found(), NOW);

    assertThat(weights(start.plan())).containsExactly(100, 200);
    assertThat(start.age()).isEmpty();
  }

  @Test
  void a_remembered_plan_that_leaves_nobody_of_the_fleet_gives_way_to_the_whole_fleet() {
    Found found = new Found(Optional.of(plan(7)), List.of());
    Fleet onlyTheOneThatWasOut = new Fleet(List.of(FLEET.endpoints().get(1)));

    WarmStart start = WarmStart.from(onlyTheOneThatWasOut, found, NOW);

    assertThat(start.plan().generation()).isEqualTo(7);
    assertThat(weights(start.plan())).containsExactly(200);
  }
}
