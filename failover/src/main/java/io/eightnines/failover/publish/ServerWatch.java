package io.eightnines.failover.publish;

import io.eightnines.failover.publish.ServerView.Standing;
import io.eightnines.time.Clocks;
import io.eightnines.time.Moment;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads back from one authoritative name server, on a thread of its own: after each publish until
 * the server answers its generation, and now and then to see that it still does.
 */
public final class ServerWatch implements Consumer<Committed> {
  /**
   * Which server, and how much time it has.
   *
   * @param limit from the provider's taking a plan to this server's answering it
   */
  public record Subject(String publisher, String server, Duration limit) {}

  /** What is awaited; {@code since} is when the provider had it. */
  private record Awaited(Committed plan, Moment since) {}

  private static final Logger log = LoggerFactory.getLogger(ServerWatch.class);

  private static final Duration STAND_BY = Duration.ofMillis(250);

  /** The first question comes at once, the next after this, and then half as long again. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(2);

  private static final Duration LAST_PAUSE = Duration.ofMillis(500);

  /** A server that forgets is found within this time. */
  private static final Duration LOOK = Duration.ofSeconds(30);

  private final Subject subject;
  private final GenerationQuery query;
  private final BooleanSupplier leads;
  private final PublishTelemetry telemetry;
  private final Clocks clocks;
  private final AtomicReference<@Nullable Awaited> awaited = new AtomicReference<>();
  private final Semaphore wake = new Semaphore(0);
  private final AtomicReference<ServerView> view;
  private Duration pause = FIRST_PAUSE; // this and the next three: the watch's thread alone
  private long asked = -1;
  private long highest;
  private long visibleGeneration;

  public ServerWatch(
      Subject subject,
      GenerationQuery query,
      BooleanSupplier leads,
      PublishTelemetry telemetry,
      Clocks clocks) {
    this.subject = subject;
    this.query = query;
    this.leads = leads;
    this.telemetry = telemetry;
    this.clocks = clocks;
    this.view = new AtomicReference<>(none());
  }

  private ServerView none() {
    return new ServerView(
        subject.server(),
        Optional.empty(),
        0,
        Standing.NOT_READ,
        Optional.empty(),
        Optional.empty());
  }

  public ServerView view() {
    return view.get();
  }

  /** Takes a plan that the provider has; never waits. */
  @Override
  public void accept(Committed plan) {
    awaited.updateAndGet(before ->
        before != null && before.plan().plan().generation() >= plan.plan().generation()
            ? before
            : new Awaited(plan, clocks.moment()));
    wake.release();
  }

  /** Until the thread is interrupted. */
  void run() {
    while (!Thread.currentThread().isInterrupted()) {
      Duration wait;
      try {
        wait = round();
      } catch (RuntimeException e) {
        telemetry.failed(subject.publisher(), e);
        log.error("publisher {}: {} cannot be read back", subject.publisher(), subject.server(), e);
        wait = LOOK;
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
   * Asks once.
   *
   * @return when to ask again, unless a plan comes
   */
  Duration round() {
    Awaited now = awaited.get();
    if (now == null || !leads.getAsBoolean()) {
      if (view.get().standing() != Standing.NOT_READ) {
        view.set(none());
        highest = 0;
        asked = -1;
        awaited.set(null); // what was awaited before another led is its matter
      }
      return STAND_BY;
    }
    long generation = now.plan().plan().generation();
    if (generation != asked) {
      asked = generation;
      pause = FIRST_PAUSE;
    }
    try {
      return heard(now, generation, query.ask());
    } catch (IOException e) {
      return silent(now, generation, String.valueOf(e.getMessage()));
    }
  }

  private Duration heard(Awaited now, long generation, long seen) {
    Standing standing = standing(now, generation, seen);
    Optional<Duration> took = view.get().visibleAfter();
    if (seen >= generation && visibleGeneration < generation) {
      visibleGeneration = generation;
      Duration time = clocks.moment().since(now.plan().at());
      took = Optional.of(time);
      telemetry.visible(subject.publisher(), subject.server(), generation, time);
    }
    highest = Math.max(highest, seen);
    show(Optional.of(seen), generation, standing, took, Optional.empty());
    return standing == Standing.CURRENT ? LOOK : next();
  }

  private Standing standing(Awaited now, long generation, long seen) {
    if (seen < highest) {
      return Standing.WENT_BACK;
    }
    return seen >= generation ? Standing.CURRENT : waiting(now);
  }

  private Standing waiting(Awaited now) {
    boolean late = clocks.moment().since(now.since()).compareTo(subject.limit()) > 0;
    return late ? Standing.LAGS : Standing.AWAITED;
  }

  private Duration silent(Awaited now, long generation, String why) {
    Standing before = view.get().standing();
    boolean current = before == Standing.CURRENT && view.get().awaited() == generation;
    show(
        view.get().seen(),
        generation,
        current ? before : waiting(now),
        view.get().visibleAfter(),
        Optional.of(why));
    return next();
  }

  private Duration next() {
    Duration now = pause;
    Duration longer = pause.multipliedBy(3).dividedBy(2);
    pause = longer.compareTo(LAST_PAUSE) > 0 ? LAST_PAUSE : longer;
    return now;
  }

  private void show(
      Optional<Long> seen,
      long generation,
      Standing standing,
      Optional<Duration> took,
      Optional<String> trouble) {
    Standing before = view.get().standing();
    if (standing != before && (standing == Standing.LAGS || standing == Standing.WENT_BACK)) {
      log.warn(
          "publisher {}: {} {}: it answers {}, awaited is {}",
          subject.publisher(),
          subject.server(),
          standing,
          seen.map(String::valueOf).orElse("nothing"),
          generation);
    }
    view.set(new ServerView(subject.server(), seen, generation, standing, took, trouble));
  }
}
