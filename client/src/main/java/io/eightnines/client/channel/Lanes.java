package io.eightnines.client.channel;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** All lanes of a channel, and the budget that they share. */
final class Lanes {
  private final List<Lane> lanes;
  private RetryBudget budget;
  private int turn;
  private long hedges;
  private long retries;
  private long unpaid;

  /** Why an attempt is made that nobody asked for. */
  enum Extra {
    HEDGE,
    RETRY
  }

  Lanes(List<Lane> lanes, ChannelPolicy.Budget policy) {
    this.lanes = List.copyOf(lanes);
    this.budget = RetryBudget.initial(policy);
  }

  List<Lane> all() {
    return lanes;
  }

  /** The lane on which a new request starts. */
  Lane first() {
    turn = (turn + 1) & Integer.MAX_VALUE;
    return next(List.of()).orElseThrow();
  }

  /** A lane that has not been tried, if there is one. */
  Optional<Lane> next(Collection<Lane> tried) {
    List<Boolean> fit = lanes.stream().map(Lane::isFit).toList();
    List<Integer> triedAt = tried.stream().map(lanes::indexOf).toList();
    var found = LaneOrder.next(fit, turn, triedAt);
    return found.isPresent() ? Optional.of(lanes.get(found.getAsInt())) : Optional.empty();
  }

  /**
   * Pays for one more attempt. Leaving a lane that is down is free: nobody there did any work, so
   * that load is moved, not added. Leaving a slow one is not: it may still do the work.
   */
  boolean pays(Extra extra, Lane left) {
    if (!left.isDown()) {
      if (!budget.allows()) {
        unpaid++;
        return false;
      }
      budget = budget.spent();
    }
    if (extra == Extra.HEDGE) {
      hedges++;
    } else {
      retries++;
    }
    return true;
  }

  void succeeded() {
    budget = budget.earned();
  }

  ChannelSnapshot snapshot() {
    return new ChannelSnapshot(
        lanes.stream().map(Lane::snapshot).toList(), hedges, retries, unpaid);
  }
}
