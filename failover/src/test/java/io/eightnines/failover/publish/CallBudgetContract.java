package io.eightnines.failover.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.publish.ProviderPublisher.Outcome;
import io.eightnines.failover.publish.PublisherView.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * How many calls a provider gets, counted where they arrive, on virtual time. A provider bounds
 * them for a whole account, so what we take others do not have.
 */
public abstract class CallBudgetContract {
  protected static final Renderer.Terms TERMS = new Renderer.Terms(5, 2);

  /** What an account of Route 53 has, and the default of requestsPerSecond. */
  private static final int PER_SECOND = 5;

  private static final Duration HOUR = Duration.ofHours(1);
  private static final int PLANS = 100;

  protected final ManualTime time = new ManualTime();
  private final List<Long> calls = new CopyOnWriteArrayList<>();
  private final AtomicReference<Runnable> beforeCall = new AtomicReference<>(() -> {});
  private final CountingTelemetry telemetry = new CountingTelemetry();

  /** A publisher to the one place that this test has. */
  protected abstract ProviderPublisher<?> provider(Allowance allowance) throws Exception;

  /** Calls that read what is served. */
  protected abstract int reading();

  /** Every change is answered by "slow down", or by that the service is away; so are reads. */
  protected abstract void throttle(boolean on);

  protected abstract void freeze(boolean changes, boolean reads);

  /** Whether changes reach the provider's name servers. */
  protected abstract void spreads(boolean at);

  /** To be told of every call by the provider. */
  protected final void called() {
    calls.add(time.nanos());
  }

  private Allowance allowance() {
    return new Allowance(
        PER_SECOND,
        time.clocks().ticker(),
        pause -> {
          time.pass(pause);
          beforeCall.getAndSet(() -> {}).run();
        });
  }

  private PublisherWorker worker() throws Exception {
    return new PublisherWorker(
        "dns",
        provider(allowance()),
        WorkerPolicy.DEFAULT,
        new PublisherWorker.Surroundings(
            () -> true, plan -> {}, telemetry, new Random(1), time.clocks()));
  }

  private void give(PublisherWorker worker, long generation) {
    worker.accept(
        new Committed(
            Plans.of(generation, 100, 1 + (int) (generation % 99)), time.clocks().moment()));
  }

  private void run(PublisherWorker worker, Duration span) {
    long end = time.nanos() + span.toNanos();
    while (time.nanos() < end) {
      Duration wait = worker.round();
      time.pass(Duration.ofNanos(Math.clamp(end - time.nanos(), 0, wait.toNanos())));
    }
  }

  /** A worker whose first plan has been taken and has spread; the calls for that are forgotten. */
  private PublisherWorker settled(long generation) throws Exception {
    PublisherWorker worker = worker();
    give(worker, generation);
    run(worker, Duration.ofSeconds(5));
    assertThat(worker.view().phase()).isEqualTo(Phase.SERVED);
    assertThat(worker.view().spreading()).isEmpty();
    calls.clear();
    return worker;
  }

  /** Six calls take a second at least, whatever happens. */
  @AfterEach
  void the_rate_is_never_more_than_configured() {
    List<Long> all = new ArrayList<>(calls);
    for (int i = PER_SECOND; i < all.size(); i++) {
      assertThat(all.get(i) - all.get(i - PER_SECOND)).isGreaterThanOrEqualTo(1_000_000_000);
    }
  }

  @Test
  void a_plan_costs_a_reading_a_change_and_a_look_whether_it_has_spread() throws Exception {
    PublisherWorker worker = settled(1);

    give(worker, 2);
    run(worker, Duration.ofSeconds(30));

    assertThat(calls).hasSize(reading() + 1 + 1);
  }

  @Test
  void a_hundred_plans_at_once_cost_what_one_costs() throws Exception {
    PublisherWorker worker = settled(1);

    for (int generation = 2; generation < 2 + PLANS; generation++) {
      give(worker, generation);
    }
    run(worker, Duration.ofSeconds(30));

    assertThat(worker.view().served()).contains(1L + PLANS);
    assertThat(calls).hasSize(reading() + 1 + 1);
  }

  /** While a change spreads, what comes meanwhile is gathered: one change each second at most. */
  @Test
  void a_hundred_plans_within_ten_seconds_cost_what_a_dozen_cost_at_most() throws Exception {
    PublisherWorker worker = settled(1);

    for (int generation = 2; generation < 2 + PLANS; generation++) {
      give(worker, generation);
      run(worker, Duration.ofMillis(100));
    }
    run(worker, Duration.ofSeconds(30));

    assertThat(worker.view().served()).contains(1L + PLANS);
    assertThat(calls.size()).isLessThanOrEqualTo(12 * (reading() + 1 + 1));
  }

  /** After 1 s, then at intervals of a quarter of its age up to 30 s. */
  @Test
  void a_change_that_does_not_spread_for_an_hour_is_looked_after_ever_more_seldom()
      throws Exception {
    PublisherWorker worker = settled(1);
    spreads(false);

    give(worker, 2);
    run(worker, HOUR);

    int drift = 12 * reading();
    assertThat(calls.size() - drift).isBetween(100, reading() + 1 + 150);
  }

  @Test
  void a_stale_writer_is_refused_by_its_reading_and_writes_nothing() throws Exception {
    settled(9);
    PublisherWorker stale = worker();

    give(stale, 8);
    run(stale, Duration.ofSeconds(29));

    assertThat(telemetry.outcomes).last().isEqualTo(new Outcome.Overtaken(9));
    assertThat(calls).hasSize(reading());
  }

  @Test
  void a_writer_that_loses_a_race_is_refused_by_its_change_and_reads_once_more() throws Exception {
    PublisherWorker loser = settled(1);
    Allowance unbounded = new Allowance(1_000_000_000, time.clocks().ticker(), pause -> {});
    ProviderPublisher<?> winner = provider(unbounded);
    // The first call of the loser waits for nothing; its second, or its third, is its change.
    runBeforeChange(() -> {
      assertThat(winner.advance(Plans.of(9, 50, 50))).isInstanceOf(Outcome.Written.class);
      calls.clear();
    });

    give(loser, 2);
    run(loser, Duration.ofSeconds(29));

    assertThat(telemetry.outcomes).last().isEqualTo(new Outcome.Overtaken(9));
    assertThat(calls).hasSize(1 + reading());
  }

  private void runBeforeChange(Runnable act) {
    beforeCall.set(
        reading() == 1 ? act : () -> beforeCall.set(act)); // a reading of two calls waits once
  }

  @Test
  void a_provider_that_says_slow_down_is_asked_ever_more_seldom() throws Exception {
    PublisherWorker worker = settled(1);
    throttle(true);

    give(worker, 2);
    run(worker, HOUR);

    // One call for each try; from the sixth on a try every 5 to 10 s.
    assertThat(calls.size()).isBetween(360, 730);
    calls.clear();
    throttle(false);
    run(worker, Duration.ofSeconds(20));
    assertThat(worker.view().served()).contains(2L);
    assertThat(calls).hasSize(reading() + 1 + 1);
  }

  @Test
  void a_write_api_frozen_for_an_hour_costs_a_bounded_number_of_calls() throws Exception {
    PublisherWorker worker = settled(1);
    freeze(true, false);

    for (int minute = 0; minute < 60; minute++) {
      give(worker, 2 + minute);
      run(worker, Duration.ofMinutes(1));
    }

    assertThat(calls.size()).isBetween(360 * (reading() + 1), 730 * (reading() + 1));
    calls.clear();
    freeze(false, false);
    run(worker, Duration.ofSeconds(20));
    assertThat(worker.view().served()).contains(61L);
    assertThat(calls).hasSize(reading() + 1 + 1);
  }

  @Test
  void an_api_that_is_away_for_an_hour_costs_one_call_for_each_try() throws Exception {
    PublisherWorker worker = settled(1);
    freeze(true, true);

    give(worker, 2);
    run(worker, HOUR);

    assertThat(calls.size()).isBetween(360, 730);
  }

  @Test
  void an_hour_without_a_change_costs_a_reading_every_five_minutes() throws Exception {
    PublisherWorker worker = settled(1);

    run(worker, HOUR);

    assertThat(calls).hasSize(12 * reading());
  }
}
