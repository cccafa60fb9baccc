package io.eightnines.failover.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.operate.MemberGuard.Situation;
import io.eightnines.log.Member;
import io.eightnines.log.Membership;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemberGuardTest {
  private static List<Member> members(String names) {
    return Arrays.stream(names.split(" ")).map(MemberGuardTest::member).toList();
  }

  private static Member member(String name) {
    return new Member(name, "127.0.3." + name.substring(2), 9873);
  }

  private static Situation situation(String self, List<Member> present, Set<String> heard) {
    return new Situation(
        new Membership(
            self, Membership.Role.LEADER, Optional.of(self), 1, present, 7, Duration.ZERO),
        heard);
  }

  private static Optional<Fault> objection(String present, String heard, String wanted) {
    return MemberGuard.objection(
        situation("ns1", members(present), Set.of(heard.split(" "))), members(wanted), false);
  }

  @ParameterizedTest
  @CsvSource({
    "ns1 ns2 ns3,         ns1 ns2 ns3, ns1 ns2",
    "ns1 ns2 ns3,         ns1 ns2 ns3, ns1 ns2 ns3 ns4",
    "ns1 ns2 ns3,         ns1 ns3,     ns1 ns3",
    "ns1 ns2,             ns1 ns2,     ns1",
    "ns1,                 ns1,         ns1 ns2",
    "ns1 ns2 ns3 ns4,     ns1 ns2 ns3, ns1 ns2 ns3 ns4 ns5",
    "ns1 ns2 ns3 ns4 ns5, ns1 ns2 ns3, ns1 ns2 ns3 ns4",
  })
  void one_member_more_or_fewer_is_let_through(String present, String heard, String wanted) {
    assertThat(objection(present, heard, wanted)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ns1 ns2 ns3 | ns1 ns2 ns3 | ns1 ns2 ns3         | another list than that of the present
          ns1 ns2 ns3 | ns1 ns2 ns3 | ns3 ns2 ns1         | another list than that of the present
          ns1 ns2 ns3 | ns1 ns2 ns3 | ns1                 | this is 2 changes, do one at a time
          ns1 ns2 ns3 | ns1 ns2 ns3 | ns1 ns2 ns4         | this is 2 changes, do one at a time
          ns1 ns2 ns3 | ns1 ns2 ns3 | ns1 ns2 ns3 ns4 ns5 | this is 2 changes, do one at a time
          ns1 ns2 ns3 | ns1 ns2 ns3 | ns2 ns3             | ns1 among them, because it is the daemon that is asked
          ns1 ns2 ns3 | ns1 ns2     | ns1 ns3             | which are 2 of 2: nothing is heard of ns3
          ns1 ns2 ns3 | ns1         | ns1 ns2 ns3 ns4     | which are 3 of 4: nothing is heard of ns2, ns3
          """)
  void any_other_is_refused_with_what_was_expected(
      String present, String heard, String wanted, String expected) {
    assertThat(objection(present, heard, wanted))
        .hasValueSatisfying(fault -> {
          assertThat(fault.field()).isEqualTo("members");
          assertThat(fault.value()).isEqualTo(wanted.replace(" ", ", "));
          assertThat(fault.expected()).contains(expected);
        });
  }

  @Test
  void the_daemon_that_is_asked_may_leave_when_it_is_said_so() {
    Situation now = situation("ns1", members("ns1 ns2 ns3"), Set.of("ns1", "ns2", "ns3"));

    assertThat(MemberGuard.objection(now, members("ns2 ns3"), true)).isEmpty();
  }

  @Test
  void a_member_that_moves_takes_a_new_name() {
    Situation now = situation("ns1", members("ns1 ns2"), Set.of("ns1", "ns2"));
    List<Member> moved = List.of(member("ns1"), new Member("ns2", "127.0.9.9", 9873));

    assertThat(MemberGuard.objection(now, moved, false))
        .contains(
            new Fault(
                "members",
                "ns2 127.0.9.9:9873",
                "ns2 127.0.3.2:9873; one that moves is added under a new name, then the old is removed"));
  }

  @Test
  void a_daemon_without_a_group_is_joined_by_nobody() {
    Situation now =
        situation("alone", List.of(new Member("alone", "127.0.0.1", 0)), Set.of("alone"));

    assertThat(MemberGuard.objection(now, members("ns1"), true))
        .hasValueSatisfying(fault -> assertThat(fault.expected()).contains("section replication"));
  }

  /** Old and new group always share a member in any two majorities, and the new one has one. */
  @Property(tries = 2000, seed = "8999")
  void whatever_is_let_through_is_one_step_to_a_group_with_a_majority(
      @ForAll @IntRange(min = 1, max = 31) int present,
      @ForAll @IntRange(min = 1, max = 31) int wanted,
      @ForAll @IntRange(min = 0, max = 31) int heard) {
    Set<String> before = names(present);
    Set<String> after = names(wanted);
    Set<String> alive = names(heard);

    Optional<Fault> objection =
        MemberGuard.objection(
            situation(before.iterator().next(), all(before), alive), all(after), true);

    if (objection.isEmpty()) {
      assertThat(Integer.bitCount(present ^ wanted)).isEqualTo(1);
      long there =
          after.stream().filter(name -> alive.contains(name) || !before.contains(name)).count();
      assertThat(2 * there).isGreaterThan(after.size());
    }
  }

  private static Set<String> names(int bits) {
    return Stream.of(1, 2, 3, 4, 5)
        .filter(i -> (bits >> (i - 1) & 1) == 1)
        .map(i -> "ns" + i)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Member> all(Set<String> names) {
    return names.stream().map(MemberGuardTest::member).toList();
  }
}
