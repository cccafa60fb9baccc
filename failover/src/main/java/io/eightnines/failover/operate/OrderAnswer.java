package io.eightnines.failover.operate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.eightnines.failover.decide.Command;
import io.eightnines.failover.decide.Decider;
import io.eightnines.failover.decide.Event;
import io.eightnines.failover.decide.State;
import io.eightnines.failover.decide.State.Stamp;
import io.eightnines.failover.decide.Step;
import io.eightnines.failover.intent.Operator;
import io.eightnines.failover.intent.Order;
import io.eightnines.failover.journal.EventText;
import io.eightnines.failover.operate.Views.AlertView;
import io.eightnines.failover.operate.Views.EffectView;
import io.eightnines.failover.operate.Views.HoldView;
import io.eightnines.failover.operate.Views.OrderView;
import io.eightnines.failover.plan.Plan;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an order did, or would do.
 *
 * @param dryRun whether nothing was changed
 * @param outcome STANDS, AWAITS_APPROVAL, CANCELLED, or ALREADY if it was so before
 * @param order the order in question, as it is afterwards
 * @param needsSecondOperator whether it does nothing until another operator approves it
 * @param effects every endpoint; of a dry run that needs a second operator, once there is one
 * @param hold why the guard holds the plan that should follow; null if it does not
 * @param raises alerts that begin with this
 * @param generation of the plan in service afterwards
 * @param events everything that happened, in words, as the journal has it
 */
record OrderAnswer(
    boolean dryRun,
    Outcome outcome,
    OrderView order,
    boolean needsSecondOperator,
    List<EffectView> effects,
    @JsonInclude @Nullable HoldView hold,
    List<AlertView> raises,
    long generation,
    List<String> events) {
  /** What became of it. */
  enum Outcome {
    STANDS,
    AWAITS_APPROVAL,
    CANCELLED,
    ALREADY
  }

  /** Whoever the second one may be: the plan names somebody, and nobody is called so. */
  private static final Operator ANOTHER = new Operator("a-second-operator");

  private static final Operator YET_ANOTHER = new Operator("another-operator");

  /** What a command would do; {@code before} is the state that {@code step} was tried on. */
  static OrderAnswer preview(State before, Step step) {
    Order order = changed(step).orElseThrow();
    boolean awaits = awaits(step);
    Step effective = awaits ? approved(step, order) : step;
    return of(true, awaits, order, step, effective, before.service().plan());
  }

  /** What a command did. */
  static OrderAnswer done(Step step) {
    Plan after = step.state().service().plan();
    Plan before = step.adopted().map(Event.Adopted::before).orElse(after);
    return of(false, awaits(step), changed(step).orElseThrow(), step, step, before);
  }

  /** What is so already, because the same was asked before. */
  static OrderAnswer already(boolean dryRun, Order order, State now) {
    Plan plan = now.service().plan();
    return new OrderAnswer(
        dryRun,
        Outcome.ALREADY,
        OrderView.of(order, now.stamp()),
        !order.stands(),
        EffectView.between(plan, plan),
        HoldView.of(now),
        List.of(),
        plan.generation(),
        List.of());
  }

  private static OrderAnswer of(
      boolean dryRun, boolean awaits, Order order, Step step, Step effective, Plan before) {
    State after = effective.state();
    return new OrderAnswer(
        dryRun,
        outcome(step, awaits),
        OrderView.of(order, step.state().stamp()),
        awaits,
        EffectView.between(before, after.service().plan()),
        HoldView.of(after),
        effective.events().stream()
            .filter(Event.Raised.class::isInstance)
            .map(event -> AlertView.of(((Event.Raised) event).alert()))
            .toList(),
        after.service().plan().generation(),
        step.events().stream().map(EventText::of).toList());
  }

  private static Outcome outcome(Step step, boolean awaits) {
    if (step.events().stream().anyMatch(Event.Cancelled.class::isInstance)) {
      return Outcome.CANCELLED;
    }
    return awaits ? Outcome.AWAITS_APPROVAL : Outcome.STANDS;
  }

  private static boolean awaits(Step step) {
    return step.events().stream()
        .anyMatch(event -> event instanceof Event.Ordered ordered && !ordered.order().stands());
  }

  private static Optional<Order> changed(Step step) {
    return step.events().stream()
        .flatMap(event ->
            switch (event) {
              case Event.Ordered ordered -> Optional.of(ordered.order()).stream();
              case Event.Cancelled cancelled -> Optional.of(cancelled.order()).stream();
              default -> Optional.<Order>empty().stream();
            })
        .findFirst();
  }

  private static Step approved(Step step, Order order) {
    Stamp now = step.state().stamp();
    Operator second = order.author().equals(ANOTHER) ? YET_ANOTHER : ANOTHER;
    return Decider.apply(
        step.state(),
        new Stamp(now.index() + 1, now.millis(), now.wall()),
        new Command.Approve(order.id(), second));
  }
}
