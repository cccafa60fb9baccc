package io.eightnines.failover.publish;

import io.eightnines.failover.publish.ProviderPublisher.Outcome;
import io.eightnines.failover.publish.PublisherView.Phase;
import io.eightnines.time.Clocks;
import io.eightnines.time.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one provider at the newest plan, on a thread of its own. Its inbox holds one plan, the
 * newest; older ones that were not begun are never published. One change is in flight at a time.
 */
public final class PublisherWorker implements Consumer<Committed> {
  /**
   * Whom the worker asks and tells.
   *
   * @param leads whether this daemon is the one that publishes
   * @param written told of each plan that the provider has taken or had already
   */
  public record Surroundings(
      BooleanSupplier leads,
      Consumer<Committed> written,
      PublishTelemetry telemetry,
      RandomGenerator chance,
      Clocks clocks) {}

  /** A change in flight; {@code nextLook} is when to ask again whether it has settled. */
  private record Flight(long generation, String change, Moment begun, long nextLookNanos) {}

  private static final Logger log = LoggerFactory.getLogger(PublisherWorker.class);

  /** A change of leader is noticed within this time. */
  private static final Duration STAND_BY = Duration.ofMillis(250);

  /** Whether a change has settled is asked first after this time, and then more and more seldom. */
  private static final Duration FIRST_LOOK = Duration.ofSeconds(1);

  private static final Duration LAST_LOOK = Duration.ofSeconds(30);

  /** Whether somebody has mended what somebody changed, or this daemon has caught up. */
  private static final Duration HELD_LOOK = Duration.ofSeconds(30);

  /** A zone with a change under way takes the next within seconds. */
  private static final Duration BUSY_CAP = Duration.ofSeconds(2);

  private final String name;
  private final ProviderPublisher<?> publisher;
  private final WorkerPolicy policy;
  private final Surroundings around;
  private final AtomicReference<@Nullable Committed> newest = new AtomicReference<>();
  private final AtomicBoolean looks = new AtomicBoolean();
  private final Semaphore wake = new Semaphore(0);
  private final AtomicReference<PublisherView> view;
  private boolean led; // this and the next five: the worker's thread alone
  private @Nullable Flight flight;
  private long servedGeneration = -1;
  private long triedGeneration = -1;
  private long notBeforeNanos;
  private int failures;

  public PublisherWorker(
      String name, ProviderPublisher<?> publisher, WorkerPolicy policy, Surroundings around) {
    this.name = name;
    this.publisher = publisher;
    this.policy = policy;
    this.around = around;
    this.view =
        new AtomicReference<>(
            new PublisherView(
                name,
                Phase.STANDING_BY,
                Optional.empty(),
                0,
                Optional.empty(),
                0,
                Optional.empty(),
                around.clocks().wall().instant(),
                List.of()));
    this.notBeforeNanos = around.clocks().ticker().elapsedNanos();
  }

  public String name() {
    return name;
  }

  public PublisherView view() {
    PublisherView seen = view.get();
    long wanted = generation(newest.get());
    boolean begins = seen.phase() == Phase.SERVED && wanted > seen.wanted();
    return begins ? seen.publishing(wanted) : seen;
  }

  public ProviderPublisher<?> publisher() {
    return publisher;
  }

  /** Takes a plan from whoever puts it into service; never waits. */
  @Override
  public void accept(Committed plan) {
    newest.accumulateAndGet(plan, PublisherWorker::newer);
    wake.release();
  }

  /** Looks at the provider at once, because somebody changed it by our own hand; never waits. */
  public void look() {
    looks.set(true);
    wake.release();
  }

  private static Committed newer(@Nullable Committed now, @Nullable Committed next) {
    if (now == null || next == null) {
      return now == null ? Objects.requireNonNull(next) : now;
    }
    return next.plan().generation() >= now.plan().generation() ? next : now;
  }

  /** Until the thread is interrupted. */
  void run() {
    while (!Thread.currentThread().isInterrupted()) {
      Duration wait;
      try {
        wait = round();
      } catch (RuntimeException e) {
        around.telemetry().failed(name, e);
        log.error("publisher {}: a round failed", name, e);
        wait = policy.retryCap();
      }
      try {
        if (wake.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
          wake.drainPermits();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Does what is due.
   *
   * @return how long nothing else is, unless a plan comes
   */
  Duration round() {
    Committed wanted = newest.get();
    if (!around.leads().getAsBoolean()) {
      standBy(wanted);
      return STAND_BY;
    }
    if (!led) {
      led = true;
      triedGeneration = -1;
      notBeforeNanos = now();
    }
    // Generation 0 is no decision: nothing is known yet.
    if (wanted == null || wanted.plan().generation() == 0 || wanted.plan().isEmpty()) {
      return STAND_BY;
    }
    follow();
    if (looks.getAndSet(false)) {
      notBeforeNanos = now();
    }
    long due = due(wanted);
    if (due > now()) {
      long look = flight == null ? due : Math.min(due, flight.nextLookNanos());
      return Duration.ofNanos(Math.clamp(look - now(), 1, STAND_BY.toNanos()));
    }
    tell(wanted, publisher.advance(wanted.plan()));
    return Duration.ofNanos(1);
  }

  private void standBy(@Nullable Committed wanted) {
    if (led || view.get().wanted() != generation(wanted)) {
      led = false;
      flight = null;
      servedGeneration = -1;
      failures = 0;
      show(Phase.STANDING_BY, wanted, Optional.empty());
    }
  }

  private static long generation(@Nullable Committed plan) {
    return plan == null ? 0 : plan.plan().generation();
  }

  /** A newer plan does not wait for the next look, but for a change in flight and for a backoff. */
  private long due(Committed wanted) {
    boolean isNew = wanted.plan().generation() != triedGeneration;
    if (!isNew || failures > 0) {
      return notBeforeNanos;
    }
    Flight under = flight;
    return under == null ? now() : under.begun().elapsedNanos() + policy.overtake().toNanos();
  }

  /** Asks the provider whether the change in flight has reached its name servers. */
  private void follow() {
    Flight under = flight;
    if (under == null || under.nextLookNanos() > now()) {
      return;
    }
    try {
      if (publisher.isSettled(under.change())) {
        flight = null;
        around.telemetry().settled(name, around.clocks().moment().since(under.begun()));
        view.updateAndGet(PublisherView::settled);
        return;
      }
    } catch (ProviderException e) {
      log.debug(
          "publisher {}: change {} cannot be followed: {}", name, under.change(), e.trouble());
    }
    long age = now() - under.begun().elapsedNanos();
    long pause = Math.clamp(age / 4, FIRST_LOOK.toNanos(), LAST_LOOK.toNanos());
    flight = new Flight(under.generation(), under.change(), under.begun(), now() + pause);
  }

  private void tell(Committed wanted, Outcome outcome) {
    triedGeneration = wanted.plan().generation();
    around.telemetry().ended(name, triedGeneration, outcome);
    switch (outcome) {
      case Outcome.Written written -> {
        taken(wanted);
        Moment begun = around.clocks().moment();
        around.telemetry().accepted(name, begun.since(wanted.at()));
        flight =
            written
                .change()
                .map(id -> new Flight(triedGeneration, id, begun, now() + FIRST_LOOK.toNanos()))
                .orElse(null);
        log.info("publisher {}: plan {} is taken", name, triedGeneration);
        show(Phase.SERVED, wanted, Optional.empty());
      }
      case Outcome.Current c -> {
        taken(wanted);
        show(Phase.SERVED, wanted, Optional.empty());
      }
      case Outcome.Overtaken overtaken -> {
        servedGeneration = overtaken.served();
        failures = 0;
        notBeforeNanos = now() + HELD_LOOK.toNanos();
        show(Phase.AHEAD, wanted, Optional.empty());
      }
      case Outcome.Drifted drifted -> {
        servedGeneration = drifted.served();
        failures = 0;
        notBeforeNanos = now() + HELD_LOOK.toNanos();
        if (view.get().phase() != Phase.DRIFTED) {
          log.warn("publisher {}: somebody else changed the records: {}", name, drifted.what());
        }
        show(Phase.DRIFTED, wanted, Optional.of(drifted.what()));
      }
      case Outcome.Failed failed -> {
        failures++;
        Duration wait = policy.retryAfter(failures, around.chance().nextDouble());
        boolean busy = failed.trouble().kind() == Trouble.Kind.BUSY;
        notBeforeNanos = now() + (busy && wait.compareTo(BUSY_CAP) > 0 ? BUSY_CAP : wait).toNanos();
        if (failures == 1) {
          log.warn("publisher {}: plan {}: {}", name, triedGeneration, failed.trouble());
        }
        show(Phase.FAILING, wanted, Optional.of(failed.trouble().toString()));
      }
    }
  }

  private void taken(Committed wanted) {
    servedGeneration = wanted.plan().generation();
    failures = 0;
    notBeforeNanos = now() + policy.driftCheck().toNanos();
    around.written().accept(wanted);
  }

  private void show(Phase phase, @Nullable Committed wanted, Optional<String> trouble) {
    PublisherView before = view.get();
    Flight under = flight;
    view.set(
        new PublisherView(
            name,
            phase,
            servedGeneration < 0 ? Optional.empty() : Optional.of(servedGeneration),
            generation(wanted),
            under == null ? Optional.empty() : Optional.of(under.generation()),
            failures,
            trouble,
            before.phase() == phase ? before.since() : around.clocks().wall().instant(),
            wanted == null || wanted.plan().isEmpty()
                ? List.of()
                : publisher.render(wanted.plan()).losses()));
    around.telemetry().generations(name, generation(wanted), Math.max(servedGeneration, 0));
  }

  private long now() {
    return around.clocks().ticker().elapsedNanos();
  }
}
