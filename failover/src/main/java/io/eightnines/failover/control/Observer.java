package io.eightnines.failover.control;

import io.eightnines.failover.decide.Command;
import io.eightnines.failover.detect.Detector;
import io.eightnines.failover.detect.DetectorPolicy;
import io.eightnines.failover.detect.Doubt;
import io.eightnines.failover.detect.EndpointHealth;
import io.eightnines.failover.detect.Standing;
import io.eightnines.failover.fleet.Endpoint;
import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.fleet.Fleet;
import io.eightnines.failover.probe.Observation;
import io.eightnines.failover.vote.Ballot;
import io.eightnines.failover.vote.ObserverId;
import io.eightnines.time.Clocks;
import io.eightnines.time.Moment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes this daemon's observations one by one, keeps its opinion of every endpoint, and casts it
 * into the log: at once when it changes, and once a second when it does not, whatever the fleet's
 * health, so that a catastrophe makes no more work than a quiet night.
 */
public final class Observer implements Consumer<Observation> {
  /**
   * What the observer works with and cannot change.
   *
   * @param firstSequence of its ballots: greater than any of an earlier process
   * @param practice how many ballots are cast {@link #EAGERLY} after the start, news or none
   */
  public record Rules(
      ObserverId self, Fleet fleet, DetectorPolicy detector, long firstSequence, int practice) {}

  /** Why the observer should not trust what it knows at a moment, if there is a reason. */
  public interface SelfDoubt
      extends BiFunction<Map<EndpointId, EndpointHealth>, Moment, Optional<Doubt>> {}

  /**
   * Where it looks and where its words go; none of these may block.
   *
   * @param propose puts a command into the log
   * @param wanted a command of this daemon's own that the state still lacks
   */
  public record Outlets(
      Function<Command, CompletionStage<?>> propose,
      Supplier<Optional<Command>> wanted,
      SelfDoubt doubt,
      Timeline timeline,
      Telemetry telemetry) {}

  /** What this observer knows at one moment. */
  public record View(Map<EndpointId, EndpointHealth> health, Optional<Doubt> doubt) {}

  sealed interface Message {
    record Seen(Observation observation) implements Message {}

    record Settled(Command command, boolean taken, Duration took) implements Message {}
  }

  private static final Logger log = LoggerFactory.getLogger(Observer.class);

  /** Some 100 s of 3 endpoints at 10 probes a second: full only if the loop is stuck. */
  private static final int INBOX = 4096;

  /** A third of a ballot's life, so that two lost in a row do no harm. */
  private static final Duration RENEWAL = Duration.ofSeconds(1);

  /**
   * Ballots after which the way into the log is compiled: the first take some thirty milliseconds
   * each, the hundredth takes five. At one a second a region could die before that.
   */
  public static final int PRACTICE = 200;

  /** From one ballot to the next while it is practised. */
  private static final Duration EAGERLY = Duration.ofMillis(50);

  /** How soon a ballot that was not taken is cast again: about a round trip between sites. */
  private static final Duration RETRY = Duration.ofMillis(20);

  private final Rules rules;
  private final Outlets outlets;
  private final Clocks clocks;
  private final Ballots ballots;

  /** Bounded for observations; the few commands under way always find room to be settled. */
  private final BlockingQueue<Message> inbox = new LinkedBlockingQueue<>();

  private final AtomicReference<View> view;
  private final Queue<Command> underWay = new ArrayDeque<>(); // this and the rest: the loop's alone
  private @Nullable Ballot taken;
  private int practice;
  private long dueNanos;

  public Observer(Rules rules, Outlets outlets, Clocks clocks) {
    this.rules = rules;
    this.outlets = outlets;
    this.clocks = clocks;
    this.practice = rules.practice();
    this.dueNanos = clocks.ticker().elapsedNanos();
    Moment now = clocks.moment();
    Map<EndpointId, EndpointHealth> health = new LinkedHashMap<>();
    for (Endpoint endpoint : rules.fleet().endpoints()) {
      health.put(endpoint.id(), EndpointHealth.unknown(rules.detector(), now));
    }
    this.ballots = new Ballots(rules.self(), rules.firstSequence(), health);
    this.view =
        new AtomicReference<>(new View(Collections.unmodifiableMap(health), Optional.empty()));
  }

  public View view() {
    return view.get();
  }

  /** Whether the endpoint is down in this observer's own eyes; from any thread. */
  public boolean holdsDown(EndpointId id) {
    EndpointHealth health = view.get().health().get(id);
    return health != null && health.verdict().standing() == Standing.DOWN;
  }

  /** Takes an observation from any thread; one too many is counted and left out. */
  @Override
  public void accept(Observation observation) {
    if (inbox.size() < INBOX) {
      inbox.add(new Message.Seen(observation));
    } else {
      outlets.telemetry().failed(new IllegalStateException("the observer's inbox is full"));
    }
  }

  /** Runs until the thread is interrupted. */
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        step(inbox.poll(waitNanos(), TimeUnit.NANOSECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        log.error("an observation was not considered", e);
        outlets.telemetry().failed(e);
      }
    }
  }

  /**
   * How long there is nothing to do unless a message comes; 0 if there is something now. What is
   * under way, in a log that has no leader perhaps, ends with a message, whenever that is.
   */
  long waitNanos() {
    return underWay.isEmpty()
        ? Math.max(0, dueNanos - clocks.ticker().elapsedNanos())
        : RENEWAL.toNanos();
  }

  /** One round without waiting: for a test that has no thread. */
  void step() {
    step(inbox.poll());
  }

  /** Takes a message and what has come behind it, then says what is to be said. */
  void step(@Nullable Message first) {
    for (Message each = first; each != null; each = inbox.poll()) {
      switch (each) {
        case Message.Seen seen -> consider(seen.observation());
        case Message.Settled settled -> settle(settled);
      }
    }
    castIfDue();
  }

  private void consider(Observation seen) {
    outlets.telemetry().observed(seen);
    Map<EndpointId, EndpointHealth> health = view.get().health();
    EndpointHealth before = health.get(seen.endpoint());
    if (before == null) {
      return;
    }
    EndpointHealth after = Detector.observe(rules.detector(), before, seen);
    Map<EndpointId, EndpointHealth> all = new LinkedHashMap<>(health);
    all.put(seen.endpoint(), after);
    view.set(new View(Collections.unmodifiableMap(all), view.get().doubt()));
    if (!after.verdict().equals(before.verdict())) {
      turned(seen.endpoint(), before, after);
    }
  }

  private void turned(EndpointId id, EndpointHealth before, EndpointHealth after) {
    ballots.turned(id, after.verdict());
    outlets.timeline().turned(id, after.verdict());
    outlets.telemetry().turned(id, after.verdict().standing());
    log.info(
        "{} looks {} instead of {}, because {}",
        id,
        after.verdict().standing(),
        before.verdict().standing(),
        after.verdict().reason().text());
  }

  private void settle(Message.Settled settled) {
    underWay.remove(settled.command());
    outlets.telemetry().cast(settled.taken(), settled.took());
    if (!settled.taken()) {
      dueNanos = Math.min(dueNanos, clocks.ticker().elapsedNanos() + RETRY.toNanos());
      taken = null;
    } else if (settled.command() instanceof Command.Cast cast) {
      taken = cast.ballot();
    }
  }

  /** One ballot is under way at a time, and the next says what is so by then. */
  private void castIfDue() {
    Moment now = clocks.moment();
    View known = view.get();
    Optional<Doubt> doubt = outlets.doubt().apply(known.health(), now);
    outlets.telemetry().abstaining(doubt.isPresent());
    view.set(new View(known.health(), doubt));
    if (!underWay.isEmpty()) {
      return;
    }
    boolean news = taken != null && !ballots.wouldRepeat(taken, doubt);
    boolean due = now.elapsedNanos() - dueNanos >= 0;
    if (due || news) {
      dueNanos = now.elapsedNanos() + (practice > 0 ? EAGERLY : RENEWAL).toNanos();
      practice = Math.max(0, practice - 1);
      propose(new Command.Cast(ballots.next(doubt)));
      outlets.wanted().get().ifPresent(this::propose);
    }
  }

  /** What the log refuses to take at all is not under way; the next renewal tries again. */
  private void propose(Command command) {
    long began = clocks.ticker().elapsedNanos();
    CompletionStage<?> proposed = outlets.propose().apply(command);
    underWay.add(command);
    var _ =
        proposed.whenComplete((done, failure) -> {
          Duration took = Duration.ofNanos(clocks.ticker().elapsedNanos() - began);
          inbox.add(new Message.Settled(command, failure == null, took));
        });
  }
}
