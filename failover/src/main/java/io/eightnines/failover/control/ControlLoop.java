package io.eightnines.failover.control;

import io.eightnines.failover.detect.Detector;
import io.eightnines.failover.detect.DetectorPolicy;
import io.eightnines.failover.detect.EndpointHealth;
import io.eightnines.failover.detect.Verdict;
import io.eightnines.failover.fleet.Endpoint;
import io.eightnines.failover.fleet.EndpointId;
import io.eightnines.failover.fleet.Fleet;
import io.eightnines.failover.memory.WarmStart;
import io.eightnines.failover.plan.ChangeGuard;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.plan.Planner;
import io.eightnines.failover.probe.Observation;
import io.eightnines.failover.publish.Publisher;
import io.eightnines.failover.time.Clocks;
import io.eightnines.failover.time.Moment;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes observations one by one and keeps the plan in service right. */
public final class ControlLoop implements Consumer<Observation> {
  /** What the loop works with and cannot change. */
  public record Rules(Fleet fleet, DetectorPolicy detector) {}

  /** Where the loop's decisions go; {@code remember} must not block. */
  public record Outlets(Publisher publisher, Consumer<Plan> remember, Telemetry telemetry) {}

  private static final Logger log = LoggerFactory.getLogger(ControlLoop.class);

  /** Some 100 s of 3 endpoints at 10 probes a second: full only if the loop is stuck. */
  private static final int INBOX = 4096;

  private final Rules rules;
  private final Outlets outlets;
  private final Clocks clocks;
  private final BlockingQueue<Observation> inbox = new ArrayBlockingQueue<>(INBOX);
  private final AtomicReference<Situation> situation;

  public ControlLoop(Rules rules, Outlets outlets, Clocks clocks, WarmStart start) {
    this.rules = rules;
    this.outlets = outlets;
    this.clocks = clocks;
    Moment now = clocks.moment();
    Map<EndpointId, EndpointHealth> health = new LinkedHashMap<>();
    for (Endpoint endpoint : rules.fleet().endpoints()) {
      health.put(endpoint.id(), EndpointHealth.unknown(rules.detector(), now));
    }
    this.situation =
        new AtomicReference<>(
            new Situation(
                start.plan(),
                Optional.empty(),
                Collections.unmodifiableMap(health),
                List.of(),
                start));
  }

  public Situation situation() {
    return situation.get();
  }

  /** Takes an observation from any thread; one too many is counted and left out. */
  @Override
  public void accept(Observation observation) {
    if (!inbox.offer(observation)) {
      outlets.telemetry().failed(new IllegalStateException("the inbox is full"));
    }
  }

  /** Runs until the thread is interrupted. */
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        consider(inbox.take());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        log.error("an observation was not considered", e);
        outlets.telemetry().failed(e);
      }
    }
  }

  /** One round: called by {@link #run}, or by a test that has no thread. */
  void consider(Observation seen) {
    outlets.telemetry().observed(seen);
    Situation before = situation.get();
    EndpointHealth known = before.health().get(seen.endpoint());
    if (known == null) {
      return;
    }
    EndpointHealth now = Detector.observe(rules.detector(), known, seen);
    Situation after = before.with(seen.endpoint(), now);
    if (now.verdict().equals(known.verdict())) {
      situation.set(after);
      return;
    }
    situation.set(replanned(turned(after, seen.endpoint(), known.verdict(), now.verdict()), now));
  }

  private Situation turned(Situation now, EndpointId id, Verdict before, Verdict after) {
    outlets.telemetry().turned(id, after.standing());
    return noted(
        now,
        new Change(
            after.since().wall(),
            id.toString(),
            before.standing().name(),
            after.standing().name(),
            after.reason().text()));
  }

  private Situation replanned(Situation now, EndpointHealth cause) {
    Moment decided = clocks.moment();
    Map<EndpointId, Verdict> verdicts = new LinkedHashMap<>();
    now.health().forEach((id, health) -> verdicts.put(id, health.verdict()));
    Plan plan = Planner.plan(rules.fleet(), verdicts, now.plan(), decided.wall());
    Moment planned = clocks.moment();
    return switch (ChangeGuard.decide(plan)) {
      case ChangeGuard.Decision.Hold hold -> held(now, hold.why());
      case ChangeGuard.Decision.Go go -> {
        Situation published = published(released(now), plan, cause.verdict());
        times(cause.verdict(), decided, planned);
        yield published;
      }
    };
  }

  private void times(Verdict verdict, Moment decided, Moment planned) {
    Moment done = clocks.moment();
    outlets.telemetry().took(Stage.VERDICT, decided.since(verdict.evidence()));
    outlets.telemetry().took(Stage.PLAN, planned.since(decided));
    outlets.telemetry().took(Stage.PUBLISHED, done.since(planned));
    outlets.telemetry().took(Stage.WHOLE, done.since(verdict.evidence()));
  }

  private Situation held(Situation now, ChangeGuard.Why why) {
    outlets.telemetry().held(why);
    Moment at = clocks.moment();
    if (now.hold().isPresent()) {
      return now;
    }
    return noted(
        now.with(Optional.of(new Situation.Held(why, at))),
        new Change(at.wall(), "hold", "none", why.name(), why.text()));
  }

  private Situation released(Situation now) {
    if (now.hold().isEmpty()) {
      return now;
    }
    String before = now.hold().get().why().name();
    return noted(
        now.with(Optional.<Situation.Held>empty()),
        new Change(clocks.wall().instant(), "hold", before, "none", "a plan may be served again"));
  }

  private Situation published(Situation now, Plan plan, Verdict cause) {
    Publisher.Result result = outlets.publisher().publish(now.plan().generation(), plan);
    outlets.telemetry().published(result, plan);
    return switch (result) {
      case Publisher.Result.Published p -> {
        outlets.remember().accept(plan);
        yield noted(
            now.with(plan),
            new Change(
                plan.decided(),
                "plan",
                now.plan().generation() + ": " + now.plan().summary(),
                plan.generation() + ": " + plan.summary(),
                cause.reason().text()));
      }
      case Publisher.Result.Stale s -> refused(now, "generation " + s.served() + " is in service");
      case Publisher.Result.Empty e -> refused(now, "an empty plan is never served");
    };
  }

  private Situation refused(Situation now, String why) {
    String before = now.plan().generation() + ": " + now.plan().summary();
    return noted(now, new Change(clocks.wall().instant(), "plan", before, before, why));
  }

  private static Situation noted(Situation now, Change change) {
    log.atInfo()
        .addKeyValue("subject", change.subject())
        .addKeyValue("before", change.before())
        .addKeyValue("after", change.after())
        .addKeyValue("why", change.why())
        .log(
            "{}: {} -> {}, because {}",
            change.subject(),
            change.before(),
            change.after(),
            change.why());
    return now.with(change);
  }
}
