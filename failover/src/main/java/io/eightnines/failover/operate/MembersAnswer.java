package io.eightnines.failover.operate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.eightnines.log.Member;
import io.eightnines.log.Membership;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code GET /v1/members}: the group that keeps the log, as this daemon knows it.
 *
 * @param self the daemon that was asked
 * @param role LEADER, FOLLOWER or CUT_OFF, which is one that hears of no leader
 * @param leader null if none is known
 * @param term of the log, which grows with every election
 * @param applied index of the last entry that this daemon has applied, 0 before the first
 * @param sinceLeaderMillis how long ago the leader was last heard of; 0 on the leader
 * @param members by name
 */
record MembersAnswer(
    String self,
    String role,
    @JsonInclude @Nullable String leader,
    long term,
    long applied,
    long sinceLeaderMillis,
    List<MemberView> members) {
  /**
   * One member.
   *
   * @param port of its log
   * @param leads whether it is the leader
   * @param heard whether its ballot is fresh; false also of one that has never cast any
   */
  record MemberView(String name, String address, int port, boolean leads, boolean heard) {}

  /**
   * What a change of the group did, or would do.
   *
   * @param dryRun whether nothing was changed
   * @param before the members until now, as {@code NAME ADDRESS:PORT}
   * @param after the members afterwards
   * @param adds those that join, at most one
   * @param removes those that leave, at most one
   * @param remarks what an operator should know or do next
   */
  record ChangeAnswer(
      boolean dryRun,
      List<String> before,
      List<String> after,
      List<String> adds,
      List<String> removes,
      List<String> remarks) {
    static ChangeAnswer of(boolean dryRun, Membership now, List<Member> wanted) {
      List<Member> adds = MemberGuard.without(wanted, now.members());
      List<Member> removes = MemberGuard.without(now.members(), wanted);
      return new ChangeAnswer(
          dryRun,
          texts(now.members()),
          texts(wanted),
          texts(adds),
          texts(removes),
          MembersAnswer.remarks(now.self(), wanted, adds, removes));
    }
  }

  static MembersAnswer of(Membership now, Set<String> heard) {
    String leader = now.leader().orElse(null);
    return new MembersAnswer(
        now.self(),
        now.role().name(),
        leader,
        now.term(),
        now.applied(),
        now.sinceLeader().toMillis(),
        now.members().stream()
            .map(member ->
                new MemberView(
                    member.name(),
                    member.address(),
                    member.port(),
                    member.name().equals(leader),
                    heard.contains(member.name())))
            .toList());
  }

  static List<String> texts(List<Member> members) {
    return members.stream().map(Member::text).toList();
  }

  private static List<String> remarks(
      String self, List<Member> wanted, List<Member> adds, List<Member> removes) {
    List<String> remarks = new ArrayList<>();
    int size = wanted.size();
    if (size % 2 == 0) {
      remarks.add(
          "%d members stand the loss of %d, no more than %d would: this is a step, not an aim"
              .formatted(size, (size - 1) / 2, size - 1));
    }
    for (Member added : adds) {
      remarks.add(
          added.name()
              + " must be running already, with joins: true and without a log; it votes on"
              + " endpoints once a file of a higher revision has it among replication.members");
    }
    for (Member removed : removes) {
      remarks.add(
          removed.name()
              + " is cut off and answers from its last plan: stop it, and take it from the zone;"
              + " it counts as an observer until a file of a higher revision leaves it out");
      if (removed.name().equals(self)) {
        remarks.add(self + " is the daemon that was asked: ask another one from now on");
      }
    }
    return remarks;
  }
}
