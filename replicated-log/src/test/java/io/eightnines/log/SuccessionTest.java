package io.eightnines.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SuccessionTest {
  private static final Succession.Reign REIGN = new Succession.Reign("ns1", 7);

  private record Task(long atMillis, int number, Runnable step) {}

  /** Virtual time, and a group as this follower sees it. */
  private static final class World implements Succession.Seat, Succession.Later {
    private final PriorityQueue<Task> tasks =
        new PriorityQueue<>(
            Comparator.comparingLong(Task::atMillis).thenComparingInt(Task::number));
    private final List<Long> looks = new ArrayList<>();
    private final List<String> stood = new ArrayList<>();
    private long nowMillis;
    private int number;
    private int rank;
    private long refusesFrom = Long.MAX_VALUE;
    private long reignEnds = Long.MAX_VALUE;
    private @Nullable IOException trouble;

    @Override
    public void run(Runnable task, Duration delay) {
      tasks.add(new Task(nowMillis + delay.toMillis(), number++, task));
    }

    void playUntilQuiet() {
      for (Task next = tasks.poll(); next != null; next = tasks.poll()) {
        nowMillis = next.atMillis();
        next.step().run();
      }
    }

    @Override
    public Optional<Succession.Reign> reign() {
      return nowMillis >= reignEnds ? Optional.empty() : Optional.of(REIGN);
    }

    @Override
    public int rank(String leader) {
      return rank;
    }

    @Override
    public boolean refuses(String member) {
      looks.add(nowMillis);
      return nowMillis >= refusesFrom;
    }

    @Override
    public boolean stand(Succession.Reign after) throws IOException {
      stood.add(after + " at " + nowMillis);
      reignEnds = nowMillis;
      if (trouble != null) {
        throw trouble;
      }
      return true;
    }
  }

  private final World world = new World();
  private final Succession succession = new Succession(world, world);

  @Test
  void the_first_in_line_stands_at_once_when_the_leader_refuses() {
    world.refusesFrom = 0;

    succession.connectionLost();
    world.playUntilQuiet();

    assertThat(world.stood).containsExactly(REIGN + " at 0");
  }

  @Test
  void a_leader_that_closes_its_door_last_is_looked_at_again() {
    world.refusesFrom = 30;

    succession.connectionLost();
    world.playUntilQuiet();

    assertThat(world.looks).containsExactly(0L, 5L, 15L, 35L);
    assertThat(world.stood).containsExactly(REIGN + " at 35");
  }

  @Test
  void nobody_stands_against_a_leader_that_listens_or_is_silent() {
    succession.connectionLost();
    world.playUntilQuiet();

    assertThat(world.looks).hasSize(6);
    assertThat(world.stood).isEmpty();
  }

  @Test
  void the_second_in_line_leaves_time_to_the_first_and_stands_where_that_is_gone_too() {
    world.refusesFrom = 0;
    world.rank = 1;

    succession.connectionLost();
    world.playUntilQuiet();

    assertThat(world.stood).containsExactly(REIGN + " at 100");
  }

  @Test
  void the_second_in_line_does_nothing_when_the_first_has_asked_for_its_vote() {
    world.refusesFrom = 0;
    world.rank = 1;
    world.reignEnds = 50;

    succession.connectionLost();
    world.playUntilQuiet();

    assertThat(world.stood).isEmpty();
  }

  private static final Position OLD = new Position(3, 90);
  private static final Position NEW = new Position(4, 80);

  private static Succession.Rival rival(boolean earlier, @Nullable Position last) {
    return new Succession.Rival(earlier, Optional.ofNullable(last));
  }

  @Test
  void whoever_has_more_of_the_log_goes_first_then_whoever_comes_first_by_name() {
    assertThat(Succession.rank(OLD, List.of(rival(false, NEW)))).isEqualTo(1);
    assertThat(Succession.rank(NEW, List.of(rival(true, OLD)))).isZero();
    assertThat(Succession.rank(NEW, List.of(rival(true, NEW)))).isEqualTo(1);
    assertThat(Succession.rank(NEW, List.of(rival(false, NEW)))).isZero();
    assertThat(Succession.rank(new Position(4, 81), List.of(rival(true, NEW)))).isZero();
    assertThat(
            Succession.rank(OLD, List.of(rival(true, OLD), rival(false, NEW), rival(false, OLD))))
        .isEqualTo(2);
  }

  @Test
  void of_one_that_does_not_say_what_it_has_the_name_decides() {
    assertThat(Succession.rank(NEW, List.of(rival(true, null)))).isEqualTo(1);
    assertThat(Succession.rank(NEW, List.of(rival(false, null)))).isZero();
  }

  @Test
  void one_that_knows_no_leader_looks_at_nobody() {
    world.reignEnds = 0;

    succession.connectionLost();
    world.playUntilQuiet();

    assertThat(world.looks).isEmpty();
  }

  @Test
  void many_connections_that_end_at_once_make_one_round_of_looks_and_one_more() {
    for (int i = 0; i < 1000; i++) {
      succession.connectionLost();
    }
    world.playUntilQuiet();

    assertThat(world.looks).hasSize(12);
  }

  @Test
  void a_connection_that_ends_after_the_last_look_is_not_forgotten() {
    succession.connectionLost();
    world.run(succession::connectionLost, Duration.ofMillis(150));
    world.refusesFrom = 156;
    world.playUntilQuiet();

    assertThat(world.stood).hasSize(1);
  }

  @Test
  void what_fails_once_is_done_again_the_next_time() {
    world.refusesFrom = 0;
    world.trouble = new IOException("not now");
    succession.connectionLost();
    world.playUntilQuiet();
    world.reignEnds = Long.MAX_VALUE;
    world.trouble = null;

    succession.connectionLost();
    world.playUntilQuiet();

    assertThat(world.stood).hasSize(2);
  }
}
