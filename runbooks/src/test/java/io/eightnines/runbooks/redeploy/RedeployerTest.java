package io.eightnines.runbooks.redeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.runbooks.redeploy.Redeployer.Outcome;
import io.eightnines.runbooks.redeploy.Redeployer.Outside;
import io.eightnines.runbooks.redeploy.Redeployer.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedeployerTest {
  /** The program dies, as by SIGKILL. */
  private static final class Death extends Error {
    private static final long serialVersionUID = 1;
  }

  @TempDir Path folder;

  private final FakeWorld world = new FakeWorld();
  private final List<String> told = new ArrayList<>();
  private int runs;
  private int momentsLeft = Integer.MAX_VALUE;

  private void moment() {
    if (momentsLeft-- == 0) {
      throw new Death();
    }
  }

  private Outcome redeploy() throws Exception {
    return redeploy("east");
  }

  private Outcome redeploy(String region) throws Exception {
    world.moment = this::moment;
    Progress progress =
        new Progress() {
          @Override
          public void happened(Instant at, Run run, Note note) {
            told.add(note.getClass().getSimpleName());
            moment();
          }

          @Override
          public void waiting(Run run, String why) {
            told.add(why);
          }
        };
    Outside outside =
        new Outside(
            () -> world.now, length -> world.now = world.now.plus(length), () -> "run-" + ++runs);
    try (Journal journal = Journal.open(folder)) {
      return new Redeployer(world, journal, Policy.defaults(), outside, progress)
          .redeploy(region, "test");
    }
  }

  private List<Run> journal() throws Exception {
    return Run.fold(Journal.read(folder));
  }

  private void assertRedeployedOnce() {
    assertThat(world.replaced).containsExactly("1 by 2 at weight 0");
    assertThat(world.orders()).isEmpty();
    assertThat(world.weight()).isEqualTo(100);
  }

  @Test
  void a_region_is_replaced_while_it_has_no_traffic_and_then_returns() throws Exception {
    Instant begun = world.now;

    assertThat(redeploy()).isInstanceOf(Outcome.Finished.class);

    assertRedeployedOnce();
    assertThat(Duration.between(begun, world.now)).isGreaterThan(FakeWorld.TTL);
  }

  @Test
  void a_dead_region_is_replaced_without_waiting_for_requests_under_way() throws Exception {
    world.alive = false;
    world.inFlight = 7;

    assertThat(redeploy()).isInstanceOf(Outcome.Finished.class);

    assertRedeployedOnce();
    assertThat(told).noneMatch(line -> line.contains("under way") && line.startsWith("7"));
  }

  @Test
  void requests_under_way_are_waited_for_but_not_for_ever() throws Exception {
    world.inFlight = 7;
    Instant begun = world.now;

    assertThat(redeploy()).isInstanceOf(Outcome.Finished.class);

    assertRedeployedOnce();
    assertThat(told).contains("7 of requests under way");
    assertThat(Duration.between(begun, world.now)).isGreaterThan(Policy.defaults().inFlightLimit());
  }

  @Test
  void whenever_the_program_dies_the_next_one_ends_what_it_began() throws Exception {
    int moments = 0;
    boolean died = true;
    while (died) {
      RedeployerTest other = new RedeployerTest();
      other.folder = folder.resolve("death-" + moments);
      other.momentsLeft = moments;
      died = false;
      try {
        assertThat(other.redeploy()).isInstanceOf(Outcome.Finished.class);
      } catch (Death death) {
        died = true;
        other.momentsLeft = Integer.MAX_VALUE;
        assertThat(other.redeploy())
            .as("after a death at moment %d", moments)
            .isInstanceOf(Outcome.Finished.class);
      }
      // A death just before the end is written leaves nothing to do but to write it; one just
      // after it leaves nothing at all, and the second redeploy is one of its own.
      int expected = other.journal().size();
      assertThat(other.world.replaced).as("moment %d", moments).hasSize(expected);
      assertThat(other.world.replaced).allMatch(each -> each.endsWith("at weight 0"));
      assertThat(other.world.orders()).isEmpty();
      assertThat(other.world.weight()).isEqualTo(100);
      moments++;
    }
    assertThat(moments).isGreaterThan(20);
  }

  @Test
  void every_death_after_the_first_is_survived_too() throws Exception {
    for (int lives = 0; lives < 40; lives++) {
      momentsLeft = 3;
      try {
        if (redeploy() instanceof Outcome.Finished) {
          break;
        }
      } catch (Death again) {
        // and again
      }
    }

    assertRedeployedOnce();
    assertThat(journal()).hasSize(1);
  }

  @Test
  void a_region_that_is_not_well_stays_drained_and_is_replaced_once_more() throws Exception {
    world.illAfterReplacement = true;

    assertThat(redeploy()).isInstanceOf(Outcome.Stuck.class);
    assertThat(world.weight()).isZero();
    assertThat(world.orders()).containsExactly("run-1");
    world.illAfterReplacement = false;

    assertThat(redeploy()).isInstanceOf(Outcome.Finished.class);
    assertThat(world.replaced).containsExactly("1 by 2 at weight 0", "2 by 3 at weight 0");
    assertThat(world.orders()).isEmpty();
  }

  @Test
  void the_redeploy_of_another_region_must_be_ended_first() throws Exception {
    world.illAfterReplacement = true;
    redeploy();

    assertThat(redeploy("west"))
        .isEqualTo(
            new Outcome.Refused(
                "the redeploy of east is unfinished; go on with it: eightnines redeploy east"
                    + " --yes"));
  }

  @Test
  void nothing_is_begun_while_it_is_not_known_how_the_others_are() throws Exception {
    world.known = false;

    assertThat(redeploy())
        .isEqualTo(new Outcome.Refused("it is not known how the regions are: no daemon answers"));
    assertThat(journal()).isEmpty();
  }

  @Test
  void a_live_region_goes_back_to_work_when_another_dies_before_the_replacement() throws Exception {
    momentsLeft = 7; // the drain is given and has worked
    try {
      redeploy();
    } catch (Death midway) {
      momentsLeft = Integer.MAX_VALUE;
    }
    world.othersOut = true;

    assertThat(redeploy()).isInstanceOf(Outcome.Abandoned.class);

    assertThat(world.replaced).isEmpty();
    assertThat(world.orders()).isEmpty();
    assertThat(journal().getLast().over()).isTrue();
  }

  @Test
  void once_terraform_may_be_at_work_a_region_does_not_go_back_to_work_unreplaced()
      throws Exception {
    momentsLeft = 9; // Terraform has been called
    try {
      redeploy();
    } catch (Death midway) {
      momentsLeft = Integer.MAX_VALUE;
    }
    world.othersOut = true;

    assertThat(redeploy()).isInstanceOf(Outcome.Finished.class);

    assertRedeployedOnce();
  }

  @Test
  void a_dead_region_is_replaced_all_the_more_when_another_dies() throws Exception {
    world.alive = false;
    momentsLeft = 9;
    try {
      redeploy();
    } catch (Death midway) {
      momentsLeft = Integer.MAX_VALUE;
    }
    world.othersOut = true;

    assertThat(redeploy()).isInstanceOf(Outcome.Finished.class);

    assertRedeployedOnce();
  }

  @Test
  void who_ends_the_drain_by_hand_ends_the_redeploy() throws Exception {
    momentsLeft = 9;
    try {
      redeploy();
    } catch (Death midway) {
      momentsLeft = Integer.MAX_VALUE;
    }
    world.operatorCancels("run-1");

    assertThat(redeploy()).isInstanceOf(Outcome.Abandoned.class);

    assertThat(world.replaced).isEmpty();
  }

  @Test
  void a_region_that_somebody_else_drained_stays_drained_when_it_is_replaced() throws Exception {
    world.operatorDrains("bobs");

    assertThat(redeploy()).isInstanceOf(Outcome.Finished.class);

    assertThat(world.replaced).hasSize(1);
    assertThat(world.orders()).containsExactly("bobs");
  }
}
