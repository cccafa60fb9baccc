package io.eightnines.failover.operate;

import io.eightnines.failover.decide.Charter;
import io.eightnines.failover.decide.Command;
import io.eightnines.failover.decide.Event;
import io.eightnines.failover.decide.State;
import io.eightnines.failover.fleet.RegionId;
import io.eightnines.failover.intent.Order;
import io.eightnines.failover.intent.Order.Approval;
import io.eightnines.failover.intent.Orders;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says of a refused command which field of the request was to blame. The refusal itself stands. */
final class Refusal {
  private Refusal() {}

  /** The order that a repeated request asks for, if it is there and just so. */
  static Optional<Order> repeated(Command command, State state) {
    return switch (command) {
      case Command.Give give ->
          state
              .orders()
              .find(give.id())
              .filter(order ->
                  order.intent().equals(give.intent())
                      && order.author().equals(give.author())
                      && order.reason().equals(give.reason()));
      case Command.Approve approve ->
          state
              .orders()
              .find(approve.id())
              .filter(order ->
                  order.approval() instanceof Approval.Given given
                      && given.by().equals(approve.by()));
      case Command.Cancel c -> Optional.empty();
      case Command.Cast c -> Optional.empty();
      case Command.Configure c -> Optional.empty();
      case Command.Regroup r -> Optional.empty();
    };
  }

  static Problem of(Command command, Event.Refused refused, State state) {
    return switch (command) {
      case Command.Give give -> given(give, refused, state);
      case Command.Approve approve ->
          state
              .orders()
              .find(approve.id())
              .map(order -> approved(approve, order))
              .orElseGet(() -> noSuch(approve.id(), state));
      case Command.Cancel cancel -> noSuch(cancel.id(), state);
      case Command.Cast c -> other(refused);
      case Command.Configure c -> other(refused);
      case Command.Regroup r -> other(refused);
    };
  }

  private static Problem given(Command.Give give, Event.Refused refused, State state) {
    Optional<RegionId> stranger = give.intent().takesFrom().filter(name -> !isKnown(name, state));
    if (stranger.isPresent()) {
      return Problem.refused(
          new Fault("region", stranger.get().name(), "one of " + regions(state)));
    }
    if (state.orders().find(give.id()).isPresent()) {
      return Problem.refused(new Fault("id", give.id(), "one that is not another order's already"));
    }
    int count = state.orders().all().size();
    return count >= Orders.MAX
        ? Problem.refused(
            new Fault(
                "orders", String.valueOf(count), "fewer than " + Orders.MAX + "; cancel some"))
        : other(refused);
  }

  private static Problem approved(Command.Approve approve, Order order) {
    return order.stands()
        ? Problem.refused(new Fault("id", order.id(), "an order that awaits approval"))
        : Problem.refused(
            new Fault(
                "approver", approve.by().name(), "an operator other than the order's author"));
  }

  private static Problem noSuch(String id, State state) {
    String known = state.orders().all().stream().map(Order::id).collect(Collectors.joining(", "));
    return Problem.notFound(
        new Fault(
            "id",
            id,
            known.isEmpty() ? "an order that has not ended; there is none" : "one of " + known));
  }

  private static Problem other(Event.Refused refused) {
    return Problem.refused(new Fault(refused.what(), "as given", refused.why()));
  }

  private static boolean isKnown(RegionId region, State state) {
    return state
        .charter()
        .filter(charter ->
            charter.fleet().endpoints().stream().anyMatch(e -> e.region().equals(region)))
        .isPresent();
  }

  private static String regions(State state) {
    return state.charter().map(Charter::fleet).stream()
        .flatMap(fleet -> fleet.endpoints().stream())
        .map(endpoint -> endpoint.region().name())
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
