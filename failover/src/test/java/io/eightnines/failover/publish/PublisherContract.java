package io.eightnines.failover.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.publish.Publisher.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every publisher must do, whatever it publishes to. */
public abstract class PublisherContract {
  /** What somebody who asks is told. */
  public record Served(long generation, Set<String> addresses) {
    public static Served of(Plan plan) {
      return new Served(
          plan.generation(),
          plan.answerable().stream()
              .map(planned -> planned.endpoint().id().toString())
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  /** How many writers try at once; each costs a provider two requests or more. */
  protected int writers() {
    return 20;
  }

  /** A publisher that serves {@code first}. */
  protected abstract Publisher publisherThatServes(Plan first);

  /** Another writer of the same place, that knows nothing of the first. */
  protected abstract Publisher another();

  /** What is answered now, asked past every publisher. */
  protected abstract Served served();

  @Test
  void a_newer_plan_by_a_writer_that_knows_the_served_one_is_served() {
    Publisher publisher = publisherThatServes(Plans.of(1, 100, 100));

    assertThat(publisher.publish(1, Plans.of(2, 100, 0, 50))).isEqualTo(new Result.Published());
    assertThat(served()).isEqualTo(Served.of(Plans.of(2, 100, 0, 50)));
  }

  @Test
  void plan_after_plan_is_served() {
    Publisher publisher = publisherThatServes(Plans.of(1, 100, 100));

    assertThat(publisher.publish(1, Plans.mixed(2, 0, 7, 9))).isEqualTo(new Result.Published());
    assertThat(served()).isEqualTo(Served.of(Plans.mixed(2, 0, 7, 9)));
    assertThat(publisher.publish(2, Plans.mixed(3, 5, 0, 0))).isEqualTo(new Result.Published());
    assertThat(publisher.publish(3, Plans.mixed(7, 5, 0, 0))).isEqualTo(new Result.Published());
    assertThat(publisher.publish(7, Plans.mixed(8, 0, 1, 0))).isEqualTo(new Result.Published());
    assertThat(served()).isEqualTo(Served.of(Plans.mixed(8, 0, 1, 0)));
  }

  @Test
  void a_stale_writer_changes_nothing() {
    Publisher publisher = publisherThatServes(Plans.of(5, 100, 100));

    assertThat(publisher.publish(3, Plans.of(4, 1, 1))).isEqualTo(new Result.Stale(5));
    assertThat(publisher.publish(4, Plans.of(6, 1, 1))).isEqualTo(new Result.Stale(5));
    assertThat(publisher.publish(5, Plans.of(5, 1, 0))).isEqualTo(new Result.Stale(5));
    assertThat(another().publish(3, Plans.of(4, 1, 0))).isEqualTo(new Result.Stale(5));
    assertThat(served()).isEqualTo(Served.of(Plans.of(5, 100, 100)));
  }

  @Test
  void an_empty_plan_is_never_served() {
    Publisher publisher = publisherThatServes(Plans.of(1, 100, 100));

    assertThat(publisher.publish(1, Plans.empty(2))).isEqualTo(new Result.Empty());
    assertThat(publisher.publish(1, Plans.of(2, 0, 0))).isEqualTo(new Result.Empty());
    assertThat(served()).isEqualTo(Served.of(Plans.of(1, 100, 100)));
  }

  @Test
  void of_many_writers_at_once_exactly_one_wins() throws Exception {
    Publisher publisher = publisherThatServes(Plans.of(1, 100, 100));
    List<Future<Result>> results = new ArrayList<>();

    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 2; i < 2 + writers(); i++) {
        Plan plan = Plans.of(i, 100, 0, 50);
        Publisher mine = i % 2 == 0 ? publisher : another();
        results.add(writers.submit(() -> mine.publish(1, plan)));
      }
    }

    List<Result> ended = results.stream().map(Future::resultNow).toList();
    assertThat(ended).filteredOn(Result.Published.class::isInstance).hasSize(1);
    int winner = 2 + ended.indexOf(new Result.Published());
    assertThat(ended)
        .filteredOn(result -> !(result instanceof Result.Published))
        .containsOnly(new Result.Stale(winner));
    assertThat(served()).isEqualTo(Served.of(Plans.of(winner, 100, 0, 50)));
  }
}
