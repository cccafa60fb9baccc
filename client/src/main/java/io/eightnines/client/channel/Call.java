package io.eightnines.client.channel;

import io.eightnines.client.channel.LaneHealth.Evidence;
import io.eightnines.client.channel.Lanes.Extra;
import io.eightnines.client.draw.DrawProtocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One request on its way: its attempts, its timers and its promise. */
final class Call {
  /** What is left to do when the whole answer is in hand: kept back at each hop. */
  private static final Duration HOP = Duration.ofMillis(5);

  /** The first pause after every lane has failed; the second is twice as long, to eight times. */
  private static final long BACKOFF_NANOS = Duration.ofMillis(25).toNanos();

  private final ChannelPolicy policy;
  private final Lanes lanes;
  private final Transport transport;
  private final Scheduler scheduler;
  private final RandomGenerator random;
  private final Request request;
  private final long deadlineNanos;
  private final CompletableFuture<Reply> promise;

  private final List<Lane> tried = new ArrayList<>();
  private final List<Attempt> open = new ArrayList<>();
  private final List<String> ends = new ArrayList<>();
  private int attempts;
  private int pauses;
  private Outcome.@Nullable Answered lastAnswer;
  private String lastEndpoint = "";
  private Scheduler.@Nullable Task deadline;

  /** One attempt; closed once its end has been taken as evidence. */
  private final class Attempt {
    final Lane lane;
    final long startedNanos = scheduler.nanos();
    boolean overdue;
    boolean closed;
    Scheduler.@Nullable Task overdueTask;
    Scheduler.@Nullable Task hedgeTask;
    Transport.@Nullable Exchange exchange;

    Attempt(Lane lane) {
      this.lane = lane;
    }

    void close() {
      closed = true;
      open.remove(this);
      cancel(overdueTask);
      cancel(hedgeTask);
    }

    void abandon() {
      close();
      if (exchange != null) {
        exchange.cancel();
      }
    }
  }

  Call(
      ResilientChannel.Wiring wiring,
      Lanes lanes,
      Request request,
      long deadlineNanos,
      CompletableFuture<Reply> promise) {
    this.policy = wiring.policy();
    this.transport = wiring.transport();
    this.scheduler = wiring.scheduler();
    this.random = wiring.random();
    this.lanes = lanes;
    this.request = request;
    this.deadlineNanos = deadlineNanos;
    this.promise = promise;
  }

  void start() {
    deadline = scheduler.schedule(remaining(), this::deadlinePassed);
    launch(lanes.first());
  }

  private Duration remaining() {
    return Duration.ofNanos(Math.max(0, deadlineNanos - scheduler.nanos()));
  }

  private void launch(Lane lane) {
    Duration left = remaining();
    if (left.compareTo(HOP) <= 0) {
      return; // the deadline's own task ends the call
    }
    Attempt attempt = new Attempt(lane);
    open.add(attempt);
    tried.add(lane);
    attempts++;
    lane.countAttempt();
    ChannelPolicy.Overdue overdue = policy.overdue();
    attempt.overdueTask =
        scheduler.schedule(
            lane.latencies.p95Times(3, overdue.floor(), overdue.cap()), () -> overdue(attempt));
    ChannelPolicy.Hedge hedge = policy.hedge();
    attempt.hedgeTask =
        scheduler.schedule(
            lane.latencies.p95Times(1, hedge.floor(), hedge.cap()), () -> hedge(attempt));
    attempt.exchange =
        transport.start(
            lane.endpoint,
            request.with(DrawProtocol.DEADLINE_MS, Long.toString(left.minus(HOP).toMillis())),
            left,
            outcome -> scheduler.schedule(Duration.ZERO, () -> ended(attempt, outcome)));
  }

  private void ended(Attempt attempt, Outcome outcome) {
    if (attempt.closed) {
      return;
    }
    attempt.close();
    if (outcome instanceof Outcome.Answered answered && !answered.response().isServerError()) {
      attempt.lane.latencies.record(scheduler.nanos() - attempt.startedNanos);
      attempt.lane.observe(Evidence.SUCCESS);
      if (!promise.isDone()) {
        lanes.succeeded(); // once a call: a hedge must not earn the next hedge
      }
      complete(new Reply.Answered(answered.response(), attempt.lane.endpoint.name(), attempts));
      return;
    }
    if (!(attempt.overdue && outcome instanceof Outcome.TimedOut)) { // struck once already
      attempt.lane.observe(outcome);
    }
    if (!promise.isDone()) {
      remember(attempt.lane, outcome);
      moveOn(attempt.lane);
    }
  }

  private void remember(Lane lane, Outcome outcome) {
    ends.add(lane.endpoint.name() + " " + outcome);
    if (outcome instanceof Outcome.Answered answered) {
      lastAnswer = answered;
      lastEndpoint = lane.endpoint.name();
    }
  }

  /** Asks a second lane beside a slow one; what cannot be paid for now may be in a while. */
  private void hedge(Attempt slow) {
    if (slow.closed || promise.isDone() || attempts >= policy.hedge().maxAttempts()) {
      return;
    }
    Optional<Lane> next = lanes.next(tried);
    if (next.isEmpty()) {
      return;
    }
    if (lanes.pays(Extra.HEDGE, slow.lane)) {
      launch(next.get());
    } else {
      slow.hedgeTask = scheduler.schedule(policy.hedge().floor(), () -> hedge(slow));
    }
  }

  /** After a failure: another lane at once, if there is one and it is paid for; else in a while. */
  private void moveOn(Lane failed) {
    if (attempts >= policy.hedge().maxAttempts()) {
      giveUpUnlessOpen();
      return;
    }
    Optional<Lane> next = lanes.next(tried);
    if (next.isPresent() && lanes.pays(Extra.RETRY, failed)) {
      launch(next.get());
    } else if (open.isEmpty()) {
      tryAgainLater(failed);
    }
  }

  /**
   * Every lane has failed, or the budget is empty: all of them again, after a pause with jitter.
   * Successes of other calls fill the budget meanwhile, so waiting is better than giving up.
   */
  private void tryAgainLater(Lane failed) {
    long pause = BACKOFF_NANOS << Math.min(pauses++, 3);
    scheduler.schedule(
        Duration.ofNanos(pause / 2 + random.nextLong(pause / 2)),
        () -> {
          if (promise.isDone()) {
            return;
          }
          if (lanes.pays(Extra.RETRY, failed)) {
            tried.clear();
            launch(lanes.first());
          } else {
            tryAgainLater(failed);
          }
        });
  }

  /** A loser is left alone until it is overdue: its answer is the truth about its lane. */
  private void overdue(Attempt attempt) {
    if (attempt.closed) {
      return;
    }
    attempt.overdue = true;
    attempt.lane.observe(Evidence.TIMED_OUT);
    if (promise.isDone()) {
      attempt.abandon();
    }
  }

  private void giveUpUnlessOpen() {
    if (!open.isEmpty()) {
      return;
    }
    complete(
        lastAnswer != null
            ? new Reply.Answered(lastAnswer.response(), lastEndpoint, attempts)
            : new Reply.Unanswered(String.join("; ", ends), attempts));
  }

  private void deadlinePassed() {
    for (Attempt attempt : List.copyOf(open)) {
      ends.add(attempt.lane.endpoint.name() + " silent until the deadline");
      if (!attempt.overdue) {
        attempt.lane.observe(Evidence.TIMED_OUT);
      }
      attempt.abandon();
    }
    giveUpUnlessOpen();
  }

  private void complete(Reply reply) {
    if (!promise.complete(reply)) {
      return;
    }
    cancel(deadline);
    open.stream().filter(attempt -> attempt.overdue).toList().forEach(Attempt::abandon);
  }

  private static void cancel(Scheduler.@Nullable Task task) {
    if (task != null) {
      task.cancel();
    }
  }
}
