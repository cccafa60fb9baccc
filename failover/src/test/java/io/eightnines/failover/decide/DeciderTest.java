package io.eightnines.failover.decide;

import static io.eightnines.failover.decide.Log.ALICE;
import static io.eightnines.failover.decide.Log.BOB;
import static io.eightnines.failover.decide.Log.drain;
import static io.eightnines.failover.decide.Log.give;
import static io.eightnines.failover.vote.Votes.LIFE;
import static io.eightnines.failover.vote.Votes.REFUSED;
import static io.eightnines.failover.vote.Votes.SILENT;
import static io.eightnines.failover.vote.Votes.UP;
import static io.eightnines.failover.vote.Votes.abstention;
import static io.eightnines.failover.vote.Votes.ballot;
import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.detect.Standing;
import io.eightnines.failover.fleet.Fleets;
import io.eightnines.failover.fleet.RegionId;
import io.eightnines.failover.intent.Intent;
import io.eightnines.failover.plan.Alert;
import io.eightnines.failover.plan.ChangeGuard.Why;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.vote.Ballot;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DeciderTest {
  private static Step cast(Log log, Ballot... ballots) {
    List<Event> events = new ArrayList<>();
    for (Ballot ballot : ballots) {
      events.addAll(log.next(new Command.Cast(ballot)).events());
    }
    return new Step(log.state(), events);
  }

  private static List<Event> raised(Step step) {
    return step.events().stream()
        .filter(event -> event instanceof Event.Raised || event instanceof Event.Cleared)
        .toList();
  }

  @Test
  void nothing_is_decided_before_the_first_charter() {
    Log log = new Log();

    Step step = cast(log, ballot(1, 1, REFUSED), ballot(2, 1, REFUSED));

    assertThat(step.events()).isEmpty();
    assertThat(log.plan().generation()).isZero();
    assertThat(log.next(give("a", drain(1), 1000)).refused()).isPresent();
  }

  @Test
  void the_generation_is_the_index_above_the_floor() {
    Log log = Log.chartered(2);
    assertThat(log.plan().generation()).isEqualTo(1001);
    assertThat(log.plan().summary()).isEqualTo("127.0.1.1=100 127.0.1.2=100");

    Step step = cast(log, ballot(1, 1, REFUSED, UP), ballot(2, 1, REFUSED, UP));

    assertThat(step.adopted()).isPresent();
    assertThat(log.plan().generation()).isEqualTo(1002);
    assertThat(log.plan().summary()).isEqualTo("127.0.1.2=100");
    assertThat(step.events())
        .filteredOn(Event.Found.class::isInstance)
        .first()
        .isEqualTo(
            new Event.Found(
                Fleets.id(1), Standing.UNKNOWN, Standing.DOWN, "ns1 says DOWN: refused twice"));
  }

  @Test
  void an_entry_that_comes_again_or_late_changes_nothing() {
    Log log = Log.chartered(2);
    cast(log, ballot(1, 1, REFUSED, UP), ballot(2, 1, REFUSED, UP));
    State before = log.state();

    for (long index = 0; index <= before.stamp().index(); index++) {
      assertThat(log.entry(index, 99_999, new Command.Cast(ballot(3, 9, UP, UP))))
          .isEqualTo(new Step(before, List.of()));
    }
  }

  @Test
  void a_gap_between_indices_is_no_matter() {
    Log log = Log.chartered(2);

    log.entry(70, 100, new Command.Cast(ballot(1, 1, REFUSED, UP)));

    assertThat(log.plan().generation()).isEqualTo(1070);
  }

  @Test
  void log_time_never_goes_back() {
    Log log = Log.chartered(2);
    log.at(5000, give("a", drain(1), 1000));

    log.at(100, new Command.Cast(ballot(1, 1, UP, UP)));

    assertThat(log.state().stamp().millis()).isEqualTo(5000);
    assertThat(log.state().orders().find("a").orElseThrow().endsMillis()).isEqualTo(6000);
  }

  @Test
  void a_ballot_held_up_on_its_way_does_not_replace_a_newer_one() {
    Log log = Log.chartered(2);
    cast(log, ballot(1, 5, UP, UP), ballot(2, 5, UP, UP));
    Step step = cast(log, ballot(1, 4, REFUSED, UP), ballot(2, 5, REFUSED, UP));

    assertThat(step.adopted()).isEmpty();
    assertThat(log.state().findings().get(Fleets.id(1)))
        .matches(finding -> finding != null && finding.standing() == Standing.UP);
  }

  @Test
  void an_observer_that_began_again_counts_once_its_old_ballot_has_lapsed() {
    Log log = Log.chartered(2);
    cast(log, ballot(1, 500, UP, UP));
    long cast = log.state().stamp().millis();

    log.at(cast + LIFE, new Command.Cast(ballot(1, 1, REFUSED, UP)));
    assertThat(log.plan().summary()).contains("127.0.1.1=");
    log.at(cast + LIFE + 1, new Command.Cast(ballot(1, 2, REFUSED, UP)));
    assertThat(log.plan().summary()).doesNotContain("127.0.1.1=");
  }

  @Test
  void orders_end_by_log_time_with_the_next_entry() {
    Log log = Log.chartered(2);
    Step given = log.at(1000, give("a", drain(1), 500));
    assertThat(given.events()).anyMatch(Event.Ordered.class::isInstance);
    assertThat(log.plan().summary()).isEqualTo("127.0.1.2=100");

    assertThat(log.at(1499, new Command.Cast(ballot(1, 1, UP, UP))).events())
        .noneMatch(Event.Ended.class::isInstance);
    Step ended = log.at(1500, new Command.Cast(ballot(1, 2, UP, UP)));

    assertThat(ended.events()).filteredOn(Event.Ended.class::isInstance).hasSize(1);
    assertThat(log.plan().summary()).isEqualTo("127.0.1.1=10 127.0.1.2=100");
  }

  @Test
  void an_order_waits_for_a_second_person_and_may_be_cancelled() {
    Log log = Log.chartered(3);
    log.next(give("a", drain(1), 60_000));
    log.next(give("b", drain(2), 60_000));
    assertThat(log.plan().summary()).isEqualTo("127.0.1.2=100 127.0.1.3=100");

    assertThat(log.next(new Command.Approve("b", ALICE)).refused()).isPresent();
    log.next(new Command.Approve("b", BOB));
    assertThat(log.plan().summary()).isEqualTo("127.0.1.3=100");

    Step cancelled = log.next(new Command.Cancel("b", ALICE, "done"));
    assertThat(cancelled.events()).anyMatch(Event.Cancelled.class::isInstance);
    assertThat(log.next(new Command.Cancel("b", ALICE, "done")).refused()).isPresent();
    assertThat(log.state().orders().all()).hasSize(1);
  }

  @Test
  void the_same_order_twice_is_one_and_an_unknown_region_is_refused_by_name() {
    Log log = Log.chartered(2);
    log.next(give("a", drain(1), 1000));

    assertThat(log.next(give("a", drain(1), 1000)).refused())
        .contains(new Event.Refused("order", "order a was given already"));
    assertThat(log.next(give("b", new Intent.Drain(new RegionId("mars")), 1000)).refused())
        .contains(new Event.Refused("order", "region is mars, which is not in the fleet"));
    assertThat(log.state().orders().all()).hasSize(1);
  }

  @Test
  void only_a_newer_charter_is_taken_and_generations_never_go_back() {
    Log log = Log.chartered(2);
    long generation = log.plan().generation();

    assertThat(log.next(Log.configure(Log.charter(1, 9000, 3))).refused()).isPresent();
    Step step = log.next(Log.configure(Log.charter(2, 5, 3)));

    assertThat(step.events()).anyMatch(Event.Chartered.class::isInstance);
    assertThat(log.state().charter().orElseThrow().generationFloor()).isEqualTo(1000);
    assertThat(log.plan().endpoints()).hasSize(3);
    assertThat(log.plan().generation()).isGreaterThan(generation);
    assertThat(log.state().findings()).hasSize(3);
    log.next(Log.configure(Log.charter(3, 5, 1)));
    assertThat(log.state().findings()).hasSize(1);
  }

  @Test
  void a_new_log_goes_on_from_the_plan_in_service() {
    Log old = Log.chartered(2);
    cast(old, ballot(1, 1, REFUSED, UP), ballot(2, 1, REFUSED, UP));
    Plan served = old.plan();
    Log log = new Log();

    Step step = log.next(new Command.Configure(Log.charter(1, 0, 2), served));

    assertThat(step.adopted()).isEmpty();
    assertThat(log.plan().generation()).isEqualTo(served.generation());
    assertThat(log.plan().summary()).isEqualTo("127.0.1.2=100");
    cast(log, ballot(1, 1, UP, UP));
    assertThat(log.plan().generation()).isGreaterThan(served.generation());
  }

  /** What a daemon serves that remembers nothing: the whole fleet, which nobody decided. */
  private static Log unremembered() {
    Log log = new Log();
    Plan whole = new Plan(0, Log.WALL, Log.chartered(2).plan().endpoints());
    log.next(new Command.Configure(Log.charter(1, 0, 2), whole));
    return log;
  }

  @Test
  void a_fleet_that_is_well_from_the_start_gets_a_first_decision_once() {
    Log log = unremembered();

    Step first = cast(log, ballot(1, 1, UP, UP));
    Step then = cast(log, ballot(2, 1, UP, UP));

    assertThat(first.adopted()).isPresent();
    assertThat(log.plan().summary()).isEqualTo("127.0.1.1=100 127.0.1.2=100");
    assertThat(log.plan().generation()).isEqualTo(2);
    assertThat(then.adopted()).isEmpty();
  }

  @Test
  void a_fleet_that_is_half_known_gets_no_first_decision() {
    Log log = unremembered();
    cast(log, ballot(1, 1, UP), ballot(2, 1, UP));
    assertThat(log.plan().generation()).isZero();

    cast(log, ballot(3, 1, UP, UP));
    assertThat(log.plan().generation()).isEqualTo(4);
  }

  @Test
  void a_freeze_holds_what_would_change_and_its_end_lets_it_go() {
    Log log = Log.chartered(2);
    log.at(1000, give("f", new Intent.Freeze(), 1000));
    log.at(1100, new Command.Cast(ballot(2, 1, REFUSED, UP)));

    Step held = log.at(1200, new Command.Cast(ballot(1, 1, REFUSED, UP)));
    List<Event> all = new ArrayList<>(held.events());
    assertThat(log.plan().generation()).isEqualTo(1001);
    assertThat(log.state().service().hold().orElseThrow().why()).isEqualTo(Why.FROZEN);
    assertThat(log.state().service().alerts())
        .anyMatch(raised -> raised.alert().name() == Alert.Name.HELD);

    all.addAll(log.at(1900, new Command.Cast(ballot(1, 2, REFUSED, UP))).events());
    assertThat(all).noneMatch(Event.Adopted.class::isInstance);
    Step released = log.at(2000, new Command.Cast(ballot(2, 2, REFUSED, UP)));

    assertThat(released.events()).contains(new Event.Released(Why.FROZEN));
    assertThat(released.adopted()).isPresent();
    assertThat(log.state().service().hold()).isEmpty();
    assertThat(log.state().service().alerts())
        .noneMatch(raised -> raised.alert().name() == Alert.Name.HELD);
  }

  @Test
  void a_hold_is_told_once() {
    Log log = Log.chartered(2);
    log.next(give("f", new Intent.Freeze(), 60_000));

    Step step =
        cast(log, ballot(1, 1, REFUSED, UP), ballot(1, 2, REFUSED, UP), ballot(1, 3, REFUSED, UP));

    assertThat(step.events()).filteredOn(Event.Held.class::isInstance).hasSize(1);
  }

  @Test
  void an_alert_is_raised_once_keeps_its_beginning_and_is_cleared_once() {
    Log log = Log.chartered(3);
    Step down = cast(log, ballot(1, 1, REFUSED, UP, UP), ballot(2, 1, REFUSED, UP, UP));
    assertThat(raised(down)).hasSize(1).allMatch(Event.Raised.class::isInstance);
    var since = log.state().service().alerts().getFirst().since();

    Step more = cast(log, ballot(1, 2, REFUSED, REFUSED, UP), ballot(2, 2, REFUSED, REFUSED, UP));
    assertThat(raised(more)).isEmpty();
    assertThat(log.state().service().alerts()).hasSize(1);
    assertThat(log.state().service().alerts().getFirst().since()).isEqualTo(since);
    assertThat(log.state().service().alerts().getFirst().alert().text())
        .isEqualTo("out of service: region-127-0-1-1 127.0.1.1, region-127-0-1-2 127.0.1.2");

    Step up = cast(log, ballot(1, 3, UP, UP, UP), ballot(2, 3, UP, UP, UP));
    assertThat(raised(up)).hasSize(1).allMatch(Event.Cleared.class::isInstance);
    assertThat(log.state().service().alerts()).isEmpty();
  }

  @Property(tries = 200, seed = "8999")
  void the_wall_clock_moves_no_traffic(@ForAll long wall) {
    Log log = Log.chartered(2);
    cast(log, ballot(1, 1, SILENT, UP), ballot(2, 1, SILENT, UP));
    State.Stamp next = Log.stamp(99, 10_000);
    State.Stamp odd =
        new State.Stamp(99, 10_000, Log.WALL.plusSeconds(wall % (1000L * 365 * 86_400)));
    Command command = new Command.Cast(ballot(1, 2, UP, UP));

    assertThat(Decider.apply(log.state(), odd, command).state().service().plan().endpoints())
        .isEqualTo(Decider.apply(log.state(), next, command).state().service().plan().endpoints());
  }

  /** Everything that may be in the log at once after the charter. */
  private static List<Command> inFlight() {
    return List.of(
        new Command.Cast(ballot(1, 1, REFUSED, REFUSED, REFUSED)),
        new Command.Cast(ballot(1, 2, UP, REFUSED, UP)),
        new Command.Cast(ballot(2, 1, SILENT, SILENT, REFUSED)),
        new Command.Cast(abstention(2, 2, REFUSED, REFUSED, REFUSED)),
        new Command.Cast(ballot(3, 1, REFUSED, REFUSED, UP)),
        give("a", drain(1), 350),
        give("b", drain(2), 60_000),
        new Command.Approve("b", BOB));
  }

  @Test
  void in_whatever_order_entries_come_the_plan_is_never_empty_and_never_older() {
    int orders = follow(Log.chartered(3).state(), inFlight());

    assertThat(orders).isEqualTo(40_320);
  }

  private static int follow(State state, List<Command> left) {
    if (left.isEmpty()) {
      return 1;
    }
    int orders = 0;
    for (int i = 0; i < left.size(); i++) {
      long index = state.stamp().index() + 1;
      Step step = Decider.apply(state, Log.stamp(index, index * 100), left.get(i));
      assertNeverEmptyNeverOlder(state, step);
      List<Command> rest = new ArrayList<>(left);
      rest.remove(i);
      orders += follow(step.state(), rest);
    }
    return orders;
  }

  private static void assertNeverEmptyNeverOlder(State before, Step step) {
    State.Service was = before.service();
    State.Service is = step.state().service();
    boolean newer = is.plan().generation() > was.plan().generation();
    if (is.plan().isEmpty()
        || is.plan().generation() < was.plan().generation()
        || newer != step.adopted().isPresent()
        || (!newer && !is.plan().summary().equals(was.plan().summary()))) {
      throw new AssertionError("from " + was + " by " + step.events() + " to " + is);
    }
  }

  @Test
  void a_note_on_the_members_is_told_and_decides_nothing() {
    Log log = new Log();
    log.next(Histories.of(1, 1).getFirst());
    State before = log.next(new Command.Cancel("none", ALICE, "nothing new")).state();
    Command.Regroup note =
        new Command.Regroup(ALICE, "it is dead", List.of("ns1", "ns2"), List.of("ns1"));

    Step step = log.next(note);

    assertThat(step.events()).containsExactly(new Event.Regrouping(note));
    assertThat(step.state().service()).isEqualTo(before.service());
    assertThat(step.state().orders()).isEqualTo(before.orders());
  }
}
