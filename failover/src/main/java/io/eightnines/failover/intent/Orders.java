package io.eightnines.failover.intent;

import io.eightnines.failover.fleet.RegionId;
import io.eightnines.failover.intent.Order.Approval;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The orders that have not ended, oldest first, and the rules by which they change. */
public record Orders(List<Order> all) {
  /** More orders at once than this are a program gone wild, not operators. */
  public static final int MAX = 64;

  public static final Orders NONE = new Orders(List.of());

  public Orders {
    all = List.copyOf(all);
  }

  /** What became of a request. */
  public sealed interface Result {
    /** The orders afterwards, and the order that changed. */
    record Taken(Orders orders, Order order) implements Result {}

    /** Nothing changed, because {@code why}. */
    record Refused(String why) implements Result {}
  }

  /** Takes an order, which may have to wait for a second person. */
  public Result give(
      String id, Intent intent, Operator author, String reason, long nowMillis, long forMillis) {
    if (find(id).isPresent()) {
      return new Result.Refused("order " + id + " was given already");
    }
    if (forMillis < 1 || forMillis > Order.MAX_MILLIS) {
      return new Result.Refused(
          "for is %d ms, expected 1 to %d".formatted(forMillis, Order.MAX_MILLIS));
    }
    if (all.size() >= MAX) {
      return new Result.Refused("there are " + MAX + " orders already; cancel some first");
    }
    Approval approval = needsTwo(intent) ? new Approval.Awaited() : new Approval.NotNeeded();
    Order order = new Order(id, intent, author, reason, nowMillis + forMillis, approval);
    List<Order> more = new ArrayList<>(all);
    more.add(order);
    return new Result.Taken(new Orders(more), order);
  }

  /** Lets an order stand that waited for a second person. */
  public Result approve(String id, Operator by) {
    Optional<Order> found = find(id);
    if (found.isEmpty()) {
      return noSuch(id);
    }
    Order order = found.get();
    if (order.stands()) {
      return new Result.Refused("order " + id + " stands already");
    }
    if (order.author().equals(by)) {
      return new Result.Refused("order " + id + " is by " + by + ", expected another operator");
    }
    Order approved = order.approvedBy(by);
    return new Result.Taken(
        new Orders(all.stream().map(o -> o.id().equals(id) ? approved : o).toList()), approved);
  }

  /** Ends an order early; anybody may, because what is observed then counts again. */
  public Result cancel(String id) {
    return find(id)
        .<Result>map(order ->
            new Result.Taken(
                new Orders(all.stream().filter(o -> !o.equals(order)).toList()), order))
        .orElseGet(() -> noSuch(id));
  }

  /** The orders that have not ended at {@code nowMillis}. */
  public Orders at(long nowMillis) {
    List<Order> left = all.stream().filter(order -> order.endsMillis() > nowMillis).toList();
    return left.size() == all.size() ? this : new Orders(left);
  }

  public Optional<Order> find(String id) {
    return all.stream().filter(order -> order.id().equals(id)).findFirst();
  }

  /** The newest order that stands and says something of this region's weight. */
  public Optional<Order> of(RegionId region) {
    return all.stream()
        .filter(Order::stands)
        .filter(order -> order.intent().takesFrom().filter(region::equals).isPresent())
        .reduce((older, newer) -> newer);
  }

  public Optional<Order> freeze() {
    return all.stream()
        .filter(Order::stands)
        .filter(order -> order.intent() instanceof Intent.Freeze)
        .findFirst();
  }

  /**
   * Whether a region would lose traffic beside one that already does, or may once it is approved. A
   * forced weight counts like a drain, because a weight of 1 beside one of 1000 is one.
   */
  private boolean needsTwo(Intent intent) {
    Set<RegionId> regions = new HashSet<>();
    all.forEach(order -> order.intent().takesFrom().ifPresent(regions::add));
    intent.takesFrom().ifPresent(regions::add);
    return intent.takesFrom().isPresent() && regions.size() > 1;
  }

  private static Result noSuch(String id) {
    return new Result.Refused("no order is called " + id + ", or it has ended");
  }
}
