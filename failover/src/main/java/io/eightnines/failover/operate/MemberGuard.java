package io.eightnines.failover.operate;

import io.eightnines.log.Member;
import io.eightnines.log.Membership;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says why a group may not become another one. One member comes or goes at a time, so that any
 * majority of the old group has a member in common with any of the new one (Ongaro, "Consensus:
 * bridging theory and practice", 2014, section 4.1), and a person sees what each step did.
 */
final class MemberGuard {
  /**
   * What is known when a change is asked for.
   *
   * @param heard names of those whose ballots are fresh
   */
  record Situation(Membership membership, Set<String> heard) {
    List<Member> present() {
      return membership.members();
    }
  }

  private static final String FIELD = "members";

  private MemberGuard() {}

  /**
   * What forbids it; empty if nothing does. The situation must have a leader.
   *
   * @param removesAsked whether the daemon that is asked may be the one that leaves
   */
  static Optional<Fault> objection(Situation now, List<Member> wanted, boolean removesAsked) {
    return alone(now)
        .or(() -> notOneStep(now, wanted))
        .or(() -> removesAsked ? Optional.empty() : leavesItself(now, wanted))
        .or(() -> losesMajority(now, wanted));
  }

  /** Those of {@code all} that are not in {@code others}, by name. */
  static List<Member> without(List<Member> all, List<Member> others) {
    Set<String> names = others.stream().map(Member::name).collect(Collectors.toSet());
    return all.stream().filter(member -> !names.contains(member.name())).toList();
  }

  /** A daemon without a group listens on a loopback port that differs from start to start. */
  private static Optional<Fault> alone(Situation now) {
    return now.present().stream()
        .filter(member -> member.port() == 0)
        .findFirst()
        .map(member ->
            fault(
                now.present(),
                "a group: the file of this daemon has no section replication, so nobody can reach"
                    + " its log"));
  }

  private static Optional<Fault> notOneStep(Situation now, List<Member> wanted) {
    List<Member> present = now.present();
    if (Set.copyOf(wanted).equals(Set.copyOf(present))) {
      return Optional.of(fault(wanted, "another list than that of the present members"));
    }
    for (Member member : wanted) {
      Optional<Member> before =
          present.stream().filter(each -> each.name().equals(member.name())).findFirst();
      if (before.isPresent() && !before.get().equals(member)) {
        return Optional.of(
            new Fault(
                FIELD,
                member.text(),
                before.get().text()
                    + "; one that moves is added under a new name, then the old is removed"));
      }
    }
    int steps = without(wanted, present).size() + without(present, wanted).size();
    return steps == 1
        ? Optional.empty()
        : Optional.of(
            fault(
                wanted,
                "one member more or one fewer than "
                    + names(present)
                    + "; this is "
                    + steps
                    + " changes, do one at a time"));
  }

  private static Optional<Fault> leavesItself(Situation now, List<Member> wanted) {
    String self = now.membership().self();
    return wanted.stream().anyMatch(member -> member.name().equals(self))
        ? Optional.empty()
        : Optional.of(
            fault(
                wanted,
                self
                    + " among them, because it is the daemon that is asked and would be left alone:"
                    + " ask another one, or say removesAsked"));
  }

  /** A group that has no majority can neither decide nor be changed again. */
  private static Optional<Fault> losesMajority(Situation now, List<Member> wanted) {
    Set<String> added =
        without(wanted, now.present()).stream().map(Member::name).collect(Collectors.toSet());
    List<Member> silent =
        wanted.stream()
            .filter(
                member -> !now.heard().contains(member.name()) && !added.contains(member.name()))
            .toList();
    int majority = wanted.size() / 2 + 1;
    return wanted.size() - silent.size() >= majority
        ? Optional.empty()
        : Optional.of(
            fault(
                wanted,
                "a majority that is heard of, which %s: nothing is heard of %s"
                    .formatted("are " + majority + " of " + wanted.size(), names(silent))));
  }

  private static Fault fault(List<Member> members, String expected) {
    return new Fault(FIELD, names(members), expected);
  }

  private static String names(List<Member> members) {
    return members.stream().map(Member::name).collect(Collectors.joining(", "));
  }
}
