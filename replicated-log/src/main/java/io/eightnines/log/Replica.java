package io.eightnines.log;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who this replica is and whom it works with.
 *
 * @param members the group at its first start, this replica among them; later changes are in the
 *     log
 * @param tls required unless the group is this replica alone
 * @param joins whether a replica without a log waits for the others' leader instead of standing for
 *     election; one that the group does not know yet would otherwise be shut down by it
 * @param group the group's name, from which its id is derived: replicas of different groups have
 *     nothing to do with each other, whatever their addresses
 */
public record Replica(
    String self,
    List<Member> members,
    Optional<Tls> tls,
    LogPolicy policy,
    boolean joins,
    String group) {
  /** What a group is called that gives no name. */
  public static final String FIRST_GROUP = "eightnines failover";

  /** PEM files: the own certificate and its key (PKCS#8), and the authority of all members. */
  public record Tls(Path certificate, Path key, Path authority) {}

  public Replica {
    members = List.copyOf(members);
    Set<String> names = new HashSet<>();
    for (Member member : members) {
      if (!names.add(member.name())) {
        throw new IllegalArgumentException("members has " + member.name() + " twice");
      }
    }
    if (!names.contains(self)) {
      throw new IllegalArgumentException("members must have self, which is " + self);
    }
    if (members.size() > 1 && tls.isEmpty()) {
      throw new IllegalArgumentException("tls must be set when there is more than one member");
    }
  }

  /** A replica of a group that begins, or one that has its log. */
  public Replica(String self, List<Member> members, Optional<Tls> tls, LogPolicy policy) {
    this(self, members, tls, policy, false);
  }

  /** A replica of the group that gives no name. */
  public Replica(
      String self, List<Member> members, Optional<Tls> tls, LogPolicy policy, boolean joins) {
    this(self, members, tls, policy, joins, FIRST_GROUP);
  }

  /** A group of one that nobody else can reach: it listens on a free loopback port. */
  public static Replica alone(LogPolicy policy) {
    return new Replica(
        "alone", List.of(new Member("alone", "127.0.0.1", 0)), Optional.empty(), policy);
  }

  /** The same replica in a group of that name. */
  public Replica inGroup(String name) {
    return new Replica(self, members, tls, policy, joins, name);
  }

  UUID groupId() {
    return groupId(group);
  }

  static UUID groupId(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /** Whom a replica without a log takes for its group. */
  List<Member> firstGroup() {
    return joins ? List.of() : members;
  }

  Member me() {
    return members.stream().filter(member -> member.name().equals(self)).findFirst().orElseThrow();
  }
}
