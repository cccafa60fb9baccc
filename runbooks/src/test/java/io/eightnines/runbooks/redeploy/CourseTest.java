package io.eightnines.runbooks.redeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.runbooks.redeploy.Sight.RegionWeight;
import io.eightnines.runbooks.redeploy.Sight.Standing;
import io.eightnines.runbooks.redeploy.Sight.Traffic;
import io.eightnines.runbooks.redeploy.Sight.Vital;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CourseTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Policy POLICY = Policy.defaults();
  private static final Duration TTL = Duration.ofSeconds(5);
  private static final RegionWeight WELL = new RegionWeight("west", 100, 100, true, false, "up");
  private static final Vital ALIVE = new Vital.Alive(OptionalLong.of(0), 3, "well");
  private static final Standing DRAIN =
      new Standing("run-1", "drain", Optional.of("east"), true, "drain east by alice: test");
  private static final Standing FREEZE =
      new Standing("f-1", "freeze", Optional.empty(), true, "freeze by bob: look");

  private static RegionWeight east(int effective) {
    return new RegionWeight("east", 100, effective, effective == 100, false, "as it is");
  }

  private static Sight seen(RegionWeight east, RegionWeight west, Standing... orders) {
    return seen(ALIVE, Optional.empty(), east, west, orders);
  }

  private static Sight seen(
      Vital vital,
      Optional<String> hold,
      RegionWeight east,
      RegionWeight west,
      Standing... orders) {
    return new Sight(
        new Traffic.Known(List.of(east, west), List.of(orders), hold, TTL),
        vital,
        OptionalLong.of(1));
  }

  private static Sight unknown() {
    return new Sight(new Traffic.Unknown("silence"), ALIVE, OptionalLong.of(1));
  }

  /** A run that has passed what comes before a phase, long ago, and entered it some time ago. */
  private static Run at(Phase phase, Duration ago) {
    Map<Phase, Instant> passed = new EnumMap<>(Phase.class);
    for (Phase each : Phase.values()) {
      if (each.compareTo(phase) < 0) {
        passed.put(each, NOW.minus(ago));
      }
    }
    return new Run(
        "run-1", "east", "test", 2, Map.of(phase, NOW.minus(ago)), passed, false, false, false);
  }

  private static Duration s(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  static Stream<Arguments> beginnings() {
    List<Arguments> rows = new ArrayList<>();
    RegionWeight out = new RegionWeight("west", 100, 0, false, true, "out: refused");
    RegionWeight suspect = new RegionWeight("west", 100, 100, false, true, "kept");
    RegionWeight back = new RegionWeight("west", 100, 30, false, false, "back, at 30 %");
    RegionWeight none = new RegionWeight("west", 0, 0, true, false, "configured weight is 0");
    Standing other = new Standing("d", "drain", Optional.of("west"), true, "drain west by bob");
    Standing asked = new Standing("d", "force", Optional.of("west"), false, "force west by bob");
    rows.add(Arguments.of("all well", seen(east(100), WELL), ""));
    rows.add(Arguments.of("ours is dead", seen(east(0), WELL), ""));
    rows.add(Arguments.of("ours is drained by hand", seen(east(0), WELL, DRAIN), ""));
    rows.add(Arguments.of("nobody knows", unknown(), "not known"));
    rows.add(Arguments.of("another is out", seen(east(100), out), "west is out: out: refused"));
    rows.add(Arguments.of("another is suspected", seen(east(0), suspect), "west is out: kept"));
    rows.add(Arguments.of("another is drained", seen(east(0), WELL, other), "from west"));
    rows.add(Arguments.of("another may be forced", seen(east(0), WELL, asked), "from west"));
    rows.add(Arguments.of("another returns", seen(east(100), back), "not at its full weight"));
    rows.add(Arguments.of("another returns, ours is dead", seen(east(0), back), ""));
    rows.add(Arguments.of("there is no other", seen(east(100), none), "no other region"));
    rows.add(Arguments.of("frozen", seen(east(100), WELL, FREEZE), "frozen: freeze by bob"));
    rows.add(
        Arguments.of(
            "held", seen(ALIVE, Optional.of("too many"), east(100), WELL), "held: too many"));
    return rows.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("beginnings")
  void a_redeploy_begins_only_while_all_others_carry_traffic(
      String name, Sight sight, String refusal) {
    Move move = Course.begin("east", sight);

    if (refusal.isEmpty()) {
      assertThat(move).isEqualTo(new Move.Begin());
    } else {
      assertThat(move)
          .isInstanceOfSatisfying(
              Move.Refuse.class, refuse -> assertThat(refuse.why()).contains(refusal));
    }
  }

  static Stream<Arguments> courses() {
    List<Arguments> rows = new ArrayList<>();
    RegionWeight out = new RegionWeight("west", 100, 0, false, true, "out");
    Vital dead = new Vital.Dead();
    Vital ill = new Vital.Alive(OptionalLong.of(0), 0, "503");
    Vital busy = new Vital.Alive(OptionalLong.of(4), 3, "well");
    Optional<String> no = Optional.empty();
    Standing waits = new Standing("run-1", "drain", Optional.of("east"), false, "drain");
    Standing bobs = new Standing("b", "drain", Optional.of("east"), true, "drain east by bob");

    row(rows, Phase.DRAIN, s(0), seen(east(100), WELL), Move.Drain.class);
    row(rows, Phase.DRAIN, s(0), seen(east(100), out), Move.Abandon.class);
    row(rows, Phase.DRAIN, s(0), seen(east(100), WELL, FREEZE), Move.Abandon.class);
    row(rows, Phase.DRAIN, s(0), seen(east(100), WELL, waits), Move.Abandon.class);
    row(rows, Phase.DRAIN, s(0), seen(east(100), WELL, DRAIN), Move.Wait.class);
    row(rows, Phase.DRAIN, s(200), seen(east(100), WELL, DRAIN), Move.Fail.class);
    row(rows, Phase.DRAIN, s(0), seen(east(0), WELL, DRAIN), Move.Pass.class);
    row(rows, Phase.DRAIN, s(0), seen(east(0), WELL), Move.Drain.class);

    row(rows, Phase.SETTLE, s(2), seen(east(0), WELL, DRAIN), Move.Wait.class);
    row(rows, Phase.SETTLE, s(2), seen(dead, no, east(0), WELL, DRAIN), Move.Wait.class);
    row(rows, Phase.SETTLE, s(7), seen(dead, no, east(0), WELL, DRAIN), Move.Pass.class);
    row(rows, Phase.SETTLE, s(7), seen(east(0), WELL, DRAIN), Move.Pass.class);
    row(rows, Phase.SETTLE, s(7), seen(busy, no, east(0), WELL, DRAIN), Move.Wait.class);
    row(rows, Phase.SETTLE, s(60), seen(busy, no, east(0), WELL, DRAIN), Move.Pass.class);
    row(rows, Phase.SETTLE, s(7), seen(east(50), WELL), Move.Abandon.class);

    row(rows, Phase.APPLY, s(0), seen(east(0), WELL, DRAIN), Move.Apply.class);
    row(rows, Phase.APPLY, s(0), seen(east(0), out, DRAIN), Move.Abandon.class);
    row(rows, Phase.APPLY, s(0), seen(dead, no, east(0), out, DRAIN), Move.Apply.class);
    row(rows, Phase.APPLY, s(0), seen(east(30), WELL, DRAIN), Move.Wait.class);
    row(rows, Phase.APPLY, s(0), seen(east(0), WELL), Move.Abandon.class);
    row(
        rows,
        Phase.APPLY,
        s(0),
        seen(ALIVE, Optional.of("held"), east(0), WELL, DRAIN),
        Move.Wait.class);

    row(rows, Phase.VERIFY, s(0), seen(east(0), WELL, DRAIN), Move.Pass.class);
    row(rows, Phase.VERIFY, s(0), seen(ill, no, east(0), WELL, DRAIN), Move.Wait.class);
    row(rows, Phase.VERIFY, s(100), seen(ill, no, east(0), WELL, DRAIN), Move.Fail.class);
    row(rows, Phase.VERIFY, s(0), seen(dead, no, east(0), WELL, DRAIN), Move.Wait.class);

    row(rows, Phase.RETURN, s(0), seen(east(0), WELL, DRAIN), Move.Undrain.class);
    row(rows, Phase.RETURN, s(0), seen(east(10), WELL), Move.Pass.class);

    row(rows, Phase.RAMP, s(0), seen(east(10), WELL), Move.Wait.class);
    row(rows, Phase.RAMP, s(601), seen(east(10), WELL), Move.Fail.class);
    row(rows, Phase.RAMP, s(0), seen(east(100), WELL), Move.Pass.class);
    row(rows, Phase.RAMP, s(0), seen(east(0), WELL, bobs), Move.Pass.class);

    for (Phase phase : Phase.values()) {
      row(rows, phase, s(0), unknown(), Move.Wait.class);
      row(rows, phase, s(200), unknown(), Move.Fail.class);
    }
    return rows.stream();
  }

  private static void row(
      List<Arguments> rows, Phase phase, Duration ago, Sight sight, Class<? extends Move> move) {
    rows.add(Arguments.of(phase, ago, sight, move));
  }

  @ParameterizedTest(name = "{0} since {1}: {3}")
  @MethodSource("courses")
  void each_phase_does_what_is_seen_to_be_right(
      Phase phase, Duration ago, Sight sight, Class<? extends Move> expected) {
    assertThat(Course.next(at(phase, ago), sight, POLICY, NOW)).isInstanceOf(expected);
  }

  @ParameterizedTest
  @MethodSource("generations")
  void a_generation_never_goes_back(long terraforms, long applied) {
    Sight sight =
        new Sight(
            new Traffic.Known(List.of(east(0), WELL), List.of(DRAIN), Optional.empty(), TTL),
            ALIVE,
            OptionalLong.of(terraforms));

    assertThat(Course.next(at(Phase.APPLY, s(0)), sight, POLICY, NOW))
        .isEqualTo(new Move.Apply(applied));
  }

  static Stream<Arguments> generations() {
    return Stream.of(Arguments.of(1L, 2L), Arguments.of(2L, 2L), Arguments.of(5L, 5L));
  }
}
