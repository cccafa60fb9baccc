package io.eightnines.failover.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.fleet.Fleet;
import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.plan.Planner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What took DynamoDB's address away in October 2025: a slow writer put an old plan over a newer
 * one, and a clean-up then deleted what was served. Here every interleaving is tried.
 */
class WritersTest {
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
  private static final Fleet FLEET = Fleets.of(100, 100);
  private static final long SERVED_FIRST = 1;

  /** Reads what is served, makes a plan of its own generation, publishes it. */
  private static final class Writer {
    private final long generation;
    private long expected;
    private Plan plan = new Plan(0, NOW, List.of());

    Writer(long generation) {
      this.generation = generation;
    }

    void step(int number, EmbeddedPublisher publisher) {
      switch (number) {
        case 0 -> expected = publisher.get().generation();
        case 1 -> plan = plan(generation);
        default -> publisher.publish(expected, plan);
      }
    }
  }

  private static Plan plan(long generation) {
    return Planner.untold(FLEET, new Plan(0, NOW, List.of()), new Planner.Mark(generation, NOW));
  }

  /** Who does the next step, for every way in which their steps can be mixed. */
  private static List<int[]> interleavings(int... steps) {
    List<int[]> all = new ArrayList<>();
    int total = 0;
    for (int each : steps) {
      total += each;
    }
    mix(steps.clone(), new int[total], 0, all);
    return all;
  }

  private static void mix(int[] left, int[] order, int at, List<int[]> all) {
    if (at == order.length) {
      all.add(order.clone());
      return;
    }
    for (int who = 0; who < left.length; who++) {
      if (left[who] > 0) {
        left[who]--;
        order[at] = who;
        mix(left, order, at + 1, all);
        left[who]++;
      }
    }
  }

  @Test
  void in_no_interleaving_of_three_writers_a_stale_plan_and_a_clean_up_is_an_answer_lost() {
    List<int[]> interleavings = interleavings(3, 3, 3, 1, 1);

    interleavings.forEach(WritersTest::run);

    assertThat(interleavings).hasSize(184_800);
  }

  private static void run(int[] order) {
    EmbeddedPublisher publisher = new EmbeddedPublisher(plan(SERVED_FIRST));
    Writer[] writers = {new Writer(3), new Writer(5), new Writer(4)};
    int[] done = new int[5];
    for (int who : order) {
      Plan before = publisher.get();
      switch (who) {
        case 3 -> publisher.publish(SERVED_FIRST, plan(2)); // read and planned long ago
        case 4 -> publisher.publish(before.generation(), new Plan(99, NOW, List.of()));
        default -> writers[who].step(done[who], publisher);
      }
      done[who]++;
      Plan after = publisher.get();
      if (after.isEmpty() || after.generation() < before.generation()) {
        throw new AssertionError(
            "step %s of %d: %s after %s".formatted(done[who], who, after, before));
      }
    }
    if (publisher.get().generation() == SERVED_FIRST) {
      throw new AssertionError("nobody published");
    }
  }

  @Test
  void a_stale_plan_never_replaces_the_one_that_overtook_it() {
    EmbeddedPublisher publisher = new EmbeddedPublisher(plan(SERVED_FIRST));
    assertThat(publisher.publish(SERVED_FIRST, plan(9)))
        .isEqualTo(new Publisher.Result.Published());

    assertThat(publisher.publish(SERVED_FIRST, plan(2))).isEqualTo(new Publisher.Result.Stale(9));
    assertThat(publisher.publish(9, plan(2))).isEqualTo(new Publisher.Result.Stale(9));
    assertThat(publisher.publish(9, new Plan(10, NOW, List.of())))
        .isEqualTo(new Publisher.Result.Empty());
    assertThat(publisher.get()).isEqualTo(plan(9));
  }
}
