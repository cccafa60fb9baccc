package io.eightnines.failover.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eightnines.failover.fleet.RegionId;
import io.eightnines.failover.fleet.Weight;
import io.eightnines.failover.intent.Order.Approval;
import io.eightnines.failover.intent.Orders.Result;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OrdersTest {
  private static final Operator ALICE = new Operator("alice");
  private static final Operator BOB = new Operator("bob");
  private static final RegionId EAST = new RegionId("east");
  private static final RegionId WEST = new RegionId("west");
  private static final Intent DRAIN_EAST = new Intent.Drain(EAST);
  private static final Intent DRAIN_WEST = new Intent.Drain(WEST);
  private static final Intent FREEZE = new Intent.Freeze();

  private static Orders taken(Result result) {
    return switch (result) {
      case Result.Taken taken -> taken.orders();
      case Result.Refused refused -> throw new AssertionError(refused.why());
    };
  }

  private static String refused(Result result) {
    return switch (result) {
      case Result.Taken taken -> throw new AssertionError("taken: " + taken.order());
      case Result.Refused refused -> refused.why();
    };
  }

  private static Orders with(Orders orders, String id, Intent intent, Operator author) {
    return taken(orders.give(id, intent, author, "maintenance", 0, 1000));
  }

  @Test
  void one_person_is_enough_for_one_region_and_for_a_freeze() {
    Orders orders = with(Orders.NONE, "a", DRAIN_EAST, ALICE);
    orders = with(orders, "b", new Intent.Force(EAST, new Weight(7)), ALICE);
    orders = with(orders, "c", FREEZE, ALICE);

    assertThat(orders.all()).allMatch(Order::stands);
    assertThat(orders.of(EAST).map(Order::id)).as("the newest rules").contains("b");
    assertThat(orders.freeze().map(Order::id)).contains("c");
    assertThat(orders.of(WEST)).isEmpty();
  }

  @Test
  void a_second_region_needs_a_second_person() {
    Orders orders = with(Orders.NONE, "a", DRAIN_EAST, ALICE);
    Orders both = with(orders, "b", DRAIN_WEST, ALICE);

    assertThat(both.of(WEST)).as("it waits and does nothing").isEmpty();
    assertThat(refused(both.approve("b", ALICE))).contains("expected another operator");
    Orders approved = taken(both.approve("b", BOB));
    assertThat(approved.of(WEST).orElseThrow().approval()).isEqualTo(new Approval.Given(BOB));
    assertThat(approved.of(WEST).orElseThrow().text())
        .isEqualTo("drain west by alice, approved by bob: maintenance");
    assertThat(refused(approved.approve("b", BOB))).contains("stands already");
  }

  @Test
  void an_order_that_waits_counts_too_so_that_approvals_cannot_pile_up() {
    Orders orders = with(Orders.NONE, "a", DRAIN_EAST, ALICE);
    orders = with(orders, "b", DRAIN_WEST, ALICE);
    orders = taken(orders.cancel("a"));

    Orders again = with(orders, "c", DRAIN_EAST, ALICE);

    assertThat(again.find("c").orElseThrow().stands()).isFalse();
  }

  @Test
  void an_order_ends_at_its_time_and_not_before() {
    Orders orders = taken(Orders.NONE.give("a", DRAIN_EAST, ALICE, "maintenance", 500, 1000));

    assertThat(orders.at(1499)).isSameAs(orders);
    assertThat(orders.at(1500).all()).isEmpty();
  }

  @Test
  void the_same_order_again_is_one_order_and_ends_when_the_first_does() {
    Orders orders = with(Orders.NONE, "a", DRAIN_EAST, ALICE);

    assertThat(refused(orders.give("a", DRAIN_EAST, ALICE, "maintenance", 900, 1000)))
        .isEqualTo("order a was given already");
    assertThat(orders.at(1000).all()).isEmpty();
  }

  @Test
  void who_cancels_or_approves_what_is_not_there_is_told_so() {
    assertThat(refused(Orders.NONE.cancel("a"))).isEqualTo("no order is called a, or it has ended");
    assertThat(refused(Orders.NONE.approve("a", BOB)))
        .isEqualTo("no order is called a, or it has ended");
  }

  @Test
  void orders_are_bounded_in_number_and_length() {
    Orders orders = Orders.NONE;
    for (int i = 0; i < Orders.MAX; i++) {
      orders = with(orders, "order-" + i, FREEZE, ALICE);
    }

    assertThat(refused(orders.give("one-more", FREEZE, ALICE, "x", 0, 1))).contains("64 orders");
    assertThat(refused(Orders.NONE.give("a", FREEZE, ALICE, "x", 0, 0))).contains("for is 0 ms");
    assertThat(refused(Orders.NONE.give("a", FREEZE, ALICE, "x", 0, Order.MAX_MILLIS + 1)))
        .isEqualTo("for is 86400001 ms, expected 1 to 86400000");
    assertThat(taken(Orders.NONE.give("a", FREEZE, ALICE, "x", 0, Order.MAX_MILLIS)).all())
        .hasSize(1);
  }

  @Test
  void an_id_and_a_reason_keep_their_form() {
    for (String id : List.of("", "A", "a b", "x".repeat(41))) {
      assertThatThrownBy(() -> with(Orders.NONE, id, FREEZE, ALICE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("id is '" + id + "'");
    }
    for (String reason : List.of("", "  ", "x".repeat(301))) {
      assertThatThrownBy(() -> Orders.NONE.give("a", FREEZE, ALICE, reason, 0, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("reason has " + reason.length() + " characters");
    }
  }

  /** Something that somebody does. */
  sealed interface Act {
    record Give(String id, Intent intent, long forMillis) implements Act {}

    record Approve(String id) implements Act {}

    record Cancel(String id) implements Act {}

    record Wait(long millis) implements Act {}
  }

  @Provide
  Arbitrary<Act> acts() {
    Arbitrary<String> ids = Arbitraries.of("a", "b", "c", "d", "e");
    Arbitrary<RegionId> regions = Arbitraries.of("east", "west", "north").map(RegionId::new);
    Arbitrary<Intent> intents =
        Arbitraries.oneOf(
            regions.map(Intent.Drain::new),
            Combinators.combine(regions, Arbitraries.of(0, 1, 1000))
                .as((region, weight) -> new Intent.Force(region, new Weight(weight))),
            Arbitraries.just(FREEZE));
    return Arbitraries.oneOf(
        Combinators.combine(ids, intents, Arbitraries.of(1L, 40L, 1000L)).as(Act.Give::new),
        ids.map(Act.Approve::new),
        ids.map(Act.Cancel::new),
        Arbitraries.longs().between(1, 60).map(Act.Wait::new));
  }

  private static Result did(Orders orders, Act act, Operator by, long now) {
    return switch (act) {
      case Act.Give give -> orders.give(give.id(), give.intent(), by, "x", now, give.forMillis());
      case Act.Approve approve -> orders.approve(approve.id(), by);
      case Act.Cancel cancel -> orders.cancel(cancel.id());
      case Act.Wait _ -> new Result.Refused("nothing to do");
    };
  }

  private static Set<RegionId> losing(Orders orders) {
    return orders.all().stream()
        .filter(Order::stands)
        .flatMap(order -> order.intent().takesFrom().stream())
        .collect(Collectors.toSet());
  }

  @Property(tries = 3000, seed = "8999")
  void whatever_one_person_does_no_two_regions_lose_traffic(
      @ForAll @Size(max = 40) List<@From("acts") Act> acts) {
    Orders orders = Orders.NONE;
    long now = 0;
    for (Act act : acts) {
      now += act instanceof Act.Wait wait ? wait.millis() : 0;
      orders = orders.at(now);
      if (did(orders, act, ALICE, now) instanceof Result.Taken taken) {
        orders = taken.orders();
      }

      assertThat(losing(orders)).hasSizeLessThanOrEqualTo(1);
    }
  }

  @Property(tries = 1000, seed = "8999")
  void of_two_people_each_second_region_has_both_names(
      @ForAll @Size(max = 40) List<@From("acts") Act> acts,
      @ForAll @Size(40) List<Boolean> alices) {
    Orders orders = Orders.NONE;
    for (int i = 0; i < acts.size(); i++) {
      Operator by = alices.get(i) ? ALICE : BOB;
      if (did(orders, acts.get(i), by, 0) instanceof Result.Taken taken) {
        orders = taken.orders();
      }

      assertThat(orders.all())
          .noneMatch(order ->
              order.approval() instanceof Approval.Given given
                  && given.by().equals(order.author()));
      Set<RegionId> alone =
          orders.all().stream()
              .filter(order -> order.approval() instanceof Approval.NotNeeded)
              .flatMap(order -> order.intent().takesFrom().stream())
              .collect(Collectors.toSet());
      assertThat(alone).hasSizeLessThanOrEqualTo(1);
    }
  }
}
