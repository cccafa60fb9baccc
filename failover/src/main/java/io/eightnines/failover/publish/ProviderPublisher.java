package io.eightnines.failover.publish;

import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.publish.RecordStore.Reading;
import io.eightnines.failover.publish.RecordStore.Replacement;
import java.util.List;
import java.util.Optional;

/**
 * Serves plans through a provider's records. What is there is read before each change and removed
 * exactly as it was read, the generation record with it, so that of several writers one wins and
 * the others change nothing. It keeps no memory: what is served is what the provider says.
 */
public final class ProviderPublisher<R> implements Publisher {
  /** How a round ended. */
  public sealed interface Outcome {
    /**
     * The plan is served, or will be without fail.
     *
     * @param change by which the provider tells how far it has spread
     */
    record Written(Optional<String> change) implements Outcome {}

    /** The plan was served already. */
    record Current() implements Outcome {}

    /** A newer one is served. */
    record Overtaken(long served) implements Outcome {}

    /** Somebody else changed the records: what they are now, in words. */
    record Drifted(long served, String what) implements Outcome {}

    record Failed(Trouble trouble) implements Outcome {}
  }

  /** What a provider serves beside what it should. */
  public record Difference(long served, List<String> missing, List<String> foreign) {
    public Difference {
      missing = List.copyOf(missing);
      foreign = List.copyOf(foreign);
    }

    public boolean isNone() {
      return missing.isEmpty() && foreign.isEmpty();
    }
  }

  /** A provider that changes faster than it can be read is not read by more tries either. */
  private static final int READS = 5;

  private final RecordStore<R> store;
  private final Renderer renderer;
  private final boolean overwrites;

  /**
   * Publishes to {@code store}.
   *
   * @param overwrites whether what somebody else changed is changed back without being asked
   */
  public ProviderPublisher(RecordStore<R> store, Renderer renderer, boolean overwrites) {
    this.store = store;
    this.renderer = renderer;
    this.overwrites = overwrites;
  }

  /** What the provider would serve of a plan that is not empty, and what that leaves out. */
  public Rendering render(Plan plan) {
    return renderer.render(plan);
  }

  @Override
  public Result publish(long expected, Plan plan) {
    if (plan.isEmpty()) {
      return new Result.Empty();
    }
    try {
      Reading<R> before = read();
      long served = before.generation();
      if (served != expected || plan.generation() <= served) {
        return new Result.Stale(served);
      }
      return switch (replace(before, plan, overwrites)) {
        case Outcome.Written w -> new Result.Published();
        case Outcome.Current c -> new Result.Stale(plan.generation());
        case Outcome.Overtaken o -> new Result.Stale(o.served());
        case Outcome.Drifted d -> new Result.Held(d.what());
        case Outcome.Failed f -> new Result.Failed(f.trouble());
      };
    } catch (ProviderException e) {
      return new Result.Failed(e.trouble());
    }
  }

  /** Brings the provider to a plan that is not empty, from whatever older one it serves. */
  public Outcome advance(Plan plan) {
    return advance(plan, overwrites);
  }

  /** The same, also over what somebody else changed. */
  public Outcome advanceOver(Plan plan) {
    return advance(plan, true);
  }

  private Outcome advance(Plan plan, boolean over) {
    try {
      Reading<R> before = read();
      if (before.generation() > plan.generation()) {
        return new Outcome.Overtaken(before.generation());
      }
      return isAsItShouldBe(before, plan) ? new Outcome.Current() : replace(before, plan, over);
    } catch (ProviderException e) {
      return new Outcome.Failed(e.trouble());
    }
  }

  /**
   * What is there. A provider is read by several questions, and a change between two of them looks
   * like drift; so drift is believed only when it is read twice alike.
   */
  private Reading<R> read() throws ProviderException {
    Reading<R> last = store.read();
    for (int i = 0; i < READS && last.drift().isPresent(); i++) {
      Reading<R> again = store.read();
      if (again.marks().equals(last.marks()) && again.lines().equals(last.lines())) {
        return again;
      }
      last = again;
    }
    return last;
  }

  private boolean isAsItShouldBe(Reading<R> reading, Plan plan) {
    return reading.generation() == plan.generation()
        && reading.lines().equals(renderer.render(plan).content().lines())
        && reading.drift().isEmpty();
  }

  /** How what is served differs from a plan; nothing is changed. */
  public Difference difference(Plan plan) throws ProviderException {
    Reading<R> reading = read();
    Content wanted = renderer.render(plan).content();
    List<String> missing = minus(wanted.lines(), reading.lines());
    List<String> foreign = minus(reading.lines(), wanted.lines());
    return new Difference(reading.generation(), missing, foreign);
  }

  public boolean isSettled(String change) throws ProviderException {
    return store.isSettled(change);
  }

  /** At the plan's own generation any difference is somebody else's work. */
  private Outcome replace(Reading<R> before, Plan plan, boolean over) throws ProviderException {
    Content content = renderer.render(plan).content();
    Optional<String> drift =
        before
            .drift()
            .or(() ->
                before.generation() == plan.generation()
                    ? Optional.of(
                        "generation %d is not served as planned".formatted(plan.generation()))
                    : Optional.empty());
    if (drift.isPresent() && !over) {
      return new Outcome.Drifted(before.generation(), drift.get());
    }
    return switch (store.replace(before, content)) {
      case Replacement.Accepted accepted -> new Outcome.Written(accepted.change());
      case Replacement.Conflict conflict -> conflicting(before, plan, conflict.text());
    };
  }

  /** Somebody was faster, or the provider refuses what we want for another reason. */
  private Outcome conflicting(Reading<R> before, Plan plan, String text) throws ProviderException {
    Reading<R> now = read();
    if (now.generation() > before.generation()) {
      return isAsItShouldBe(now, plan)
          ? new Outcome.Current()
          : new Outcome.Overtaken(now.generation());
    }
    if (now.marks().equals(before.marks()) && now.lines().equals(before.lines())) {
      return new Outcome.Failed(new Trouble(Trouble.Kind.REFUSED, text));
    }
    return new Outcome.Drifted(
        now.generation(), now.drift().orElse("the records changed while they were replaced"));
  }

  private static List<String> minus(List<String> all, List<String> without) {
    return all.stream().filter(line -> !without.contains(line)).toList();
  }
}
