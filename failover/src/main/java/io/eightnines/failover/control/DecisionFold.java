package io.eightnines.failover.control;

import io.eightnines.failover.control.Timeline.Passage;
import io.eightnines.failover.decide.Command;
import io.eightnines.failover.decide.Decider;
import io.eightnines.failover.decide.Event;
import io.eightnines.failover.decide.State;
import io.eightnines.failover.decide.State.Stamp;
import io.eightnines.failover.decide.Step;
import io.eightnines.failover.journal.EventText;
import io.eightnines.failover.journal.Journal;
import io.eightnines.failover.journal.Notation;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.publish.Publisher;
import io.eightnines.log.Entry;
import io.eightnines.log.Fold;
import io.eightnines.time.Clocks;
import io.eightnines.time.Moment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * This daemon's copy of the decision: applies the log's entries in their order, and puts every plan
 * that comes of them into service here. Others read one immutable state.
 */
public final class DecisionFold implements Fold {
  /**
   * Where decisions go; none of these may block.
   *
   * @param served the plan in service here
   */
  public record Outlets(
      Publisher publisher,
      Supplier<Plan> served,
      Consumer<Plan> remember,
      Journal journal,
      Timeline timeline,
      Telemetry telemetry) {}

  private static final Logger log = LoggerFactory.getLogger(DecisionFold.class);

  /** As many changes as fit a screen; the journal has the rest. */
  private static final int MAX_CHANGES = 100;

  /** A caller looks for its step within milliseconds, and none for that of a ballot. */
  private static final int MAX_STEPS = 128;

  private final Outlets outlets;
  private final Clocks clocks;
  private final Instant started;
  private final AtomicReference<State> state = new AtomicReference<>(State.empty());
  private final AtomicReference<List<Change>> changes = new AtomicReference<>(List.of());
  private final Map<Long, Step> steps = new LinkedHashMap<>(); // guards itself and the next two
  private final NavigableMap<Long, CompletableFuture<Step>> awaited = new TreeMap<>();
  private long passed;

  public DecisionFold(Outlets outlets, Clocks clocks) {
    this.outlets = outlets;
    this.clocks = clocks;
    this.started = clocks.wall().instant();
  }

  public State state() {
    return state.get();
  }

  /** The latest changes, newest first. */
  public List<Change> changes() {
    return changes.get();
  }

  /**
   * What an entry did, once it has been applied here; fails if that is too long ago to tell, if the
   * entry came as a part of another daemon's snapshot, or if it is a ballot.
   */
  public CompletableFuture<Step> step(long index) {
    synchronized (steps) {
      Step known = steps.get(index);
      if (known != null) {
        return CompletableFuture.completedFuture(known);
      }
      if (index <= passed) {
        return CompletableFuture.failedFuture(unknown());
      }
      return awaited.computeIfAbsent(index, i -> new CompletableFuture<>()).copy();
    }
  }

  @Override
  public void apply(Entry entry) {
    Moment applied = clocks.moment();
    Command command;
    try {
      command = Notation.readCommand(entry.command());
    } catch (IOException e) {
      outlets.telemetry().failed(e);
      keep(entry.index(), new Step(state.get(), List.of()));
      log.error("entry {} is no command and changes nothing", entry.index(), e);
      return;
    }
    State before = state.get();
    Stamp at = new Stamp(entry.index(), entry.logMillis(), entry.wall());
    Step step = Decider.apply(before, at, command);
    Moment planned = clocks.moment();
    set(step.state());
    if (command instanceof Command.Cast) {
      passed(entry.index()); // kept, the states after a minute of ballots would fill the memory
    } else {
      keep(entry.index(), step);
    }
    step.adopted().ifPresent(event -> serve(event.plan(), applied, planned));
    outlets.journal().append(before, at, command, step);
    step.events().forEach(event -> tell(at, event));
  }

  @Override
  public byte[] snapshot() {
    return Notation.write(state.get());
  }

  @Override
  public void restore(long index, byte[] bytes) {
    try {
      State restored = Notation.readState(bytes);
      set(restored);
      passed(index);
      Moment now = clocks.moment();
      serve(restored.service().plan(), now, now);
      log.info("restored what was decided up to entry {}", index);
    } catch (IOException e) {
      throw new UncheckedIOException("the state after entry " + index + " cannot be read", e);
    }
  }

  /** What is raised is what the state says, also when the state came whole from a snapshot. */
  private void set(State now) {
    state.set(now);
    outlets
        .telemetry()
        .alerts(now.service().alerts().stream().map(raised -> raised.alert().name()).toList());
  }

  private void passed(long index) {
    List<CompletableFuture<Step>> late;
    synchronized (steps) {
      passed = index;
      Map<Long, CompletableFuture<Step>> before = awaited.headMap(index, true);
      late = List.copyOf(before.values());
      before.clear();
    }
    late.forEach(waiting -> waiting.completeExceptionally(unknown()));
  }

  private static IllegalStateException unknown() {
    return new IllegalStateException("what the entry did is not known here any more");
  }

  private void keep(long index, Step step) {
    CompletableFuture<Step> waiting;
    synchronized (steps) {
      steps.put(index, step);
      if (steps.size() > MAX_STEPS) {
        steps.remove(steps.keySet().iterator().next());
      }
      waiting = awaited.remove(index);
    }
    if (waiting != null) {
      waiting.complete(step);
    }
    passed(index);
  }

  /** Entries that come again after a restart lead to plans that were served before it. */
  private void serve(Plan plan, Moment applied, Moment planned) {
    Plan before = outlets.served().get();
    if (plan.generation() <= before.generation()) {
      return;
    }
    Publisher.Result result = outlets.publisher().publish(before.generation(), plan);
    outlets.telemetry().published(result, plan);
    switch (result) {
      case Publisher.Result.Published p -> {
        outlets.timeline().served(before, plan, new Passage(applied, planned, clocks.moment()));
        outlets.remember().accept(plan);
      }
      case Publisher.Result.Stale s ->
          log.warn("plan {} is not served: {} is", plan.generation(), s.served());
      case Publisher.Result.Empty e -> log.error("plan {} is empty", plan.generation());
      case Publisher.Result.Held h ->
          log.error("plan {} is not served: {}", plan.generation(), h.why());
      case Publisher.Result.Failed f ->
          log.error("plan {} is not served: {}", plan.generation(), f.trouble());
    }
  }

  /** What was decided before this daemon started is shown among the changes, but is no news. */
  private void tell(Stamp at, Event event) {
    boolean news = !at.wall().isBefore(started);
    if (news && event instanceof Event.Held held) {
      outlets.telemetry().held(held.why());
    }
    String words = EventText.of(event);
    log.atLevel(news ? Level.INFO : Level.DEBUG).addKeyValue("index", at.index()).log(words);
    List<Change> all = new ArrayList<>();
    all.add(new Change(at.wall(), words));
    all.addAll(changes.get());
    changes.set(List.copyOf(all.subList(0, Math.min(all.size(), MAX_CHANGES))));
  }
}
