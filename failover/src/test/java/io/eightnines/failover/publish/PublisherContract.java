package io.eightnines.failover.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.fleet.Fleet;
import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.plan.Planner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every publisher must do, whatever it publishes to. */
abstract class PublisherContract {
  /** A publisher that serves {@code first}. */
  abstract Publisher publisherThatServes(Plan first);

  /** The plan that is answered now. */
  abstract Plan served(Publisher publisher);

  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
  private static final Fleet FLEET = Fleets.of(100, 100);

  private static Plan plan(long generation) {
    return Planner.untold(FLEET, new Plan(0, NOW, List.of()), new Planner.Mark(generation, NOW));
  }

  @Test
  void a_newer_plan_by_a_writer_that_knows_the_served_one_is_served() {
    Publisher publisher = publisherThatServes(plan(1));

    assertThat(publisher.publish(1, plan(2))).isEqualTo(new Publisher.Result.Published());
    assertThat(served(publisher)).isEqualTo(plan(2));
  }

  @Test
  void a_stale_writer_changes_nothing() {
    Publisher publisher = publisherThatServes(plan(5));

    assertThat(publisher.publish(3, plan(4))).isEqualTo(new Publisher.Result.Stale(5));
    assertThat(publisher.publish(4, plan(6))).isEqualTo(new Publisher.Result.Stale(5));
    assertThat(publisher.publish(5, plan(5))).isEqualTo(new Publisher.Result.Stale(5));
    assertThat(served(publisher)).isEqualTo(plan(5));
  }

  @Test
  void an_empty_plan_is_never_served() {
    Publisher publisher = publisherThatServes(plan(1));

    assertThat(publisher.publish(1, new Plan(2, NOW, List.of())))
        .isEqualTo(new Publisher.Result.Empty());
    assertThat(served(publisher)).isEqualTo(plan(1));
  }

  @Test
  void of_many_writers_at_once_exactly_one_wins() throws Exception {
    Publisher publisher = publisherThatServes(plan(1));
    List<Future<Publisher.Result>> results = new ArrayList<>();

    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 2; i < 102; i++) {
        Plan plan = plan(i);
        results.add(writers.submit(() -> publisher.publish(1, plan)));
      }
    }

    assertThat(results)
        .filteredOn(result -> result.resultNow() instanceof Publisher.Result.Published)
        .hasSize(1);
  }
}
