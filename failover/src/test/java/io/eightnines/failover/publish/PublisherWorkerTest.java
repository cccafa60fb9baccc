package io.eightnines.failover.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.publish.ProviderPublisher.Outcome;
import io.eightnines.failover.publish.PublisherView.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Workers on virtual time: hours of a provider's trouble in milliseconds. */
class PublisherWorkerTest {
  private static final Renderer RENDERER =
      Renderer.weighted(new Renderer.Terms(5, 2), 1000, Map.of());
  private static final Trouble FROZEN = new Trouble(Trouble.Kind.UNREACHABLE, "frozen");

  private final ManualTime time = new ManualTime();
  private final FakeRecords records = new FakeRecords();
  private final CountingTelemetry telemetry = new CountingTelemetry();
  private final AtomicReference<String> leader = new AtomicReference<>("a");
  private final List<Long> written = new ArrayList<>();
  private final PublisherWorker worker = worker("a", records);

  private PublisherWorker worker(String daemon, FakeRecords at) {
    return new PublisherWorker(
        "dns",
        new ProviderPublisher<>(at, RENDERER, false),
        WorkerPolicy.DEFAULT,
        new PublisherWorker.Surroundings(
            () -> daemon.equals(leader.get()),
            plan -> written.add(plan.plan().generation()),
            telemetry,
            new Random(1),
            time.clocks()));
  }

  private void give(PublisherWorker to, long generation, int... weights) {
    to.accept(new Committed(Plans.of(generation, weights), time.clocks().moment()));
  }

  /** Lets a worker do what it does in {@code span} of virtual time. */
  private void run(PublisherWorker each, Duration span) {
    Duration left = span;
    while (left.isPositive()) {
      Duration wait = each.round();
      Duration passes = wait.compareTo(left) < 0 ? wait : left;
      time.pass(passes);
      left = left.minus(passes);
    }
  }

  @Test
  void the_newest_plan_is_published_and_older_ones_never_begun() throws Exception {
    give(worker, 3, 100, 0);
    give(worker, 5, 0, 100);
    give(worker, 4, 50, 50);

    run(worker, Duration.ofSeconds(1));

    assertThat(records.generation()).isEqualTo(5);
    assertThat(records.changes()).isEqualTo(1);
    assertThat(written).containsExactly(5L);
    assertThat(worker.view().phase()).isEqualTo(Phase.SERVED);
    assertThat(worker.view().served()).contains(5L);
    assertThat(telemetry.accepted).hasSize(1);
  }

  @Test
  void a_frozen_provider_is_asked_for_an_hour_at_a_bounded_rate_and_then_served_at_once()
      throws Exception {
    FakeRecords other = new FakeRecords();
    PublisherWorker beside = worker("a", other);
    give(worker, 1, 100, 100);
    give(beside, 1, 100, 100);
    run(worker, Duration.ofSeconds(1));
    run(beside, Duration.ofSeconds(1));

    records.fail(FROZEN);
    int before = records.requests();
    for (int generation = 2; generation <= 61; generation++) {
      give(worker, generation, 100, generation % 100);
      give(beside, generation, 100, generation % 100);
      run(worker, Duration.ofMinutes(1));
      run(beside, Duration.ofSeconds(1));
      assertThat(other.generation()).isEqualTo(generation);
    }

    assertThat(records.generation()).isEqualTo(1);
    // Every 5 to 10 s, and never more than half a dozen a minute while it begins.
    assertThat(records.requests() - before).isBetween(300, 900);
    assertThat(worker.view().phase()).isEqualTo(Phase.FAILING);
    assertThat(PublishAlert.of(worker.view(), time.clocks().wall().instant()).orElseThrow().name())
        .isEqualTo(PublishAlert.Name.PUBLISHER_FAILS);
    records.fail(null);
    run(worker, WorkerPolicy.DEFAULT.retryCap());
    assertThat(records.generation()).isEqualTo(61);
    assertThat(records.changes()).isEqualTo(2);
    assertThat(PublishAlert.of(worker.view(), time.clocks().wall().instant())).isEmpty();
  }

  @Test
  void one_change_is_in_flight_and_what_comes_meanwhile_is_coalesced() throws Exception {
    records.spreads(false);
    give(worker, 1, 100, 100);
    run(worker, Duration.ofMillis(10));
    for (int generation = 2; generation < 30; generation++) {
      give(worker, generation, 100, generation);
      run(worker, Duration.ofMillis(10));
    }
    assertThat(records.generation()).isEqualTo(1);
    assertThat(worker.view().phase()).isEqualTo(Phase.PUBLISHING);
    assertThat(worker.view().spreading()).contains(1L);

    records.spreads(true);
    run(worker, Duration.ofSeconds(3));

    assertThat(records.generation()).isEqualTo(29);
    assertThat(records.changes()).isEqualTo(2);
    assertThat(telemetry.settled).hasSize(2);
  }

  @Test
  void a_change_that_spreads_slowly_is_overtaken_after_a_while() throws Exception {
    records.spreads(false);
    give(worker, 1, 100, 100);
    run(worker, Duration.ofMillis(10));
    give(worker, 2, 0, 100);

    run(worker, WorkerPolicy.DEFAULT.overtake().plusSeconds(1));

    assertThat(records.generation()).isEqualTo(2);
  }

  @Test
  void a_zone_that_is_busy_is_asked_again_within_seconds() {
    give(worker, 1, 100, 100);
    records.fail(new Trouble(Trouble.Kind.BUSY, "PriorRequestNotComplete"));

    run(worker, Duration.ofMinutes(1));

    assertThat(records.requests()).isBetween(30, 90);
  }

  @Test
  void only_the_daemon_that_leads_asks_the_provider_and_the_next_one_goes_on() throws Exception {
    PublisherWorker follower = worker("b", records);
    give(worker, 7, 100, 100);
    give(follower, 7, 100, 100);
    run(worker, Duration.ofSeconds(1));
    int asked = records.requests();
    run(follower, Duration.ofMinutes(10));
    assertThat(records.requests()).isEqualTo(asked);
    assertThat(follower.view().phase()).isEqualTo(Phase.STANDING_BY);

    leader.set("b");
    run(worker, Duration.ofSeconds(1));
    run(follower, Duration.ofSeconds(1));

    assertThat(worker.view().phase()).isEqualTo(Phase.STANDING_BY);
    assertThat(follower.view().served()).contains(7L);
    assertThat(records.changes()).isEqualTo(1);
    give(follower, 9, 0, 100);
    run(follower, Duration.ofSeconds(1));
    assertThat(records.generation()).isEqualTo(9);
  }

  @Test
  void a_leader_that_has_not_noticed_its_end_undoes_nothing() throws Exception {
    PublisherWorker next = worker("a", records);
    give(worker, 7, 100, 100);
    run(worker, Duration.ofSeconds(1));
    give(next, 9, 0, 100);
    run(next, Duration.ofSeconds(1));

    give(worker, 8, 100, 100);
    run(worker, Duration.ofMinutes(2));

    assertThat(records.generation()).isEqualTo(9);
    assertThat(worker.view().phase()).isEqualTo(Phase.AHEAD);
    assertThat(PublishAlert.of(worker.view(), time.clocks().wall().instant()).orElseThrow().name())
        .isEqualTo(PublishAlert.Name.PUBLISHER_AHEAD);
  }

  @Test
  void what_somebody_else_changed_is_an_alert_until_it_is_mended() throws Exception {
    give(worker, 1, 100, 100);
    run(worker, Duration.ofSeconds(1));
    records.tamper("A [x] weight 1 ttl 5 192.0.2.9");

    run(worker, WorkerPolicy.DEFAULT.driftCheck().plusSeconds(1));

    PublishAlert alert =
        PublishAlert.of(worker.view(), time.clocks().wall().instant()).orElseThrow();
    assertThat(alert.name()).isEqualTo(PublishAlert.Name.PUBLISHER_DRIFTED);
    assertThat(alert.text()).contains("192.0.2.9");
    give(worker, 2, 0, 100);
    run(worker, Duration.ofSeconds(1));
    assertThat(records.generation()).isEqualTo(1);

    assertThat(worker.publisher().advanceOver(Plans.of(2, 0, 100)))
        .isInstanceOf(Outcome.Written.class);
    run(worker, Duration.ofMinutes(1));
    assertThat(worker.view().phase()).isEqualTo(Phase.SERVED);
    assertThat(worker.view().served()).contains(2L);
  }

  @Test
  void before_anything_is_decided_nothing_is_published() {
    give(worker, 0, 100, 100);

    run(worker, Duration.ofMinutes(1));

    assertThat(records.requests()).isZero();
  }

  @Test
  void an_idle_leader_asks_seldom() {
    give(worker, 1, 100, 100);
    run(worker, Duration.ofSeconds(10));
    int before = records.requests();

    run(worker, Duration.ofHours(1));

    assertThat(records.requests() - before).isLessThanOrEqualTo(13);
  }
}
