package io.eightnines.failover.settings;

import io.dropwizard.util.Duration;
import io.eightnines.failover.vote.ObserverId;
import io.eightnines.failover.vote.VotePolicy;
import io.eightnines.log.LogPolicy;
import io.eightnines.log.Member;
import io.eightnines.log.Membership;
import io.eightnines.log.Replica;
import io.eightnines.log.Replica.Tls;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The daemons that decide together.
 *
 * @param self this daemon's name, one of the members
 * @param members one, three or five daemons, the same list in every file
 * @param tls required when there is more than one member
 * @param ballotLife how long an observer's word counts that is not renewed; default 3 s
 * @param joins true on a daemon that is added to a group that runs, or whose log is lost: without a
 *     log it waits until the group's leader brings it one; default false
 * @param confirm how long unanimous silence lasts before it counts as hard evidence; default 2 s
 */
public record ReplicationSection(
    @NotNull String self,
    @NotEmpty @Valid List<MemberSection> members,
    ElectionSection electionTimeout,
    @Valid @Nullable TlsSection tls,
    Duration ballotLife,
    Duration confirm,
    boolean joins) {
  /** One daemon: its name, its literal address and the port of its log. */
  public record MemberSection(
      @NotNull String name, @NotNull String address, @NotNull @Min(1) @Max(65_535) Integer port) {
    public MemberSection {
      if (name != null) {
        var _ = new ObserverId(name);
      }
      if (address != null) {
        if (!Member.mayStandAt(Literals.address("address", address))) {
          throw new IllegalArgumentException(
              "address is '" + address + "', expected the address of one machine");
        }
      }
    }
  }

  /** How long a leader may be silent, drawn anew each time between these; default 150 to 300 ms. */
  public record ElectionSection(Duration min, Duration max) {
    public ElectionSection {
      min = min == null ? Duration.milliseconds(150) : min;
      max = max == null ? Duration.milliseconds(300) : max;
      if (min.toMilliseconds() < 20 || min.toMilliseconds() >= max.toMilliseconds()) {
        throw new IllegalArgumentException(
            "electionTimeout is " + min + " to " + max + ", expected 20 ms or more, and min < max");
      }
    }
  }

  /** This daemon's certificate and key, and whose certificates it believes; PEM files. */
  public record TlsSection(@NotNull Path certificate, @NotNull Path key, @NotNull Path authority) {}

  /** An even number stands no more losses than the odd one below it. */
  private static final Set<Integer> SIZES = Set.of(1, 3, Membership.MAX_MEMBERS);

  public ReplicationSection {
    members = members == null ? List.of() : List.copyOf(members);
    electionTimeout =
        electionTimeout == null
            ? new ElectionSection(Duration.milliseconds(150), Duration.milliseconds(300))
            : electionTimeout;
    ballotLife = ballotLife == null ? Duration.seconds(3) : ballotLife;
    confirm = confirm == null ? Duration.seconds(2) : confirm;
    boolean complete = self != null && members.stream().allMatch(m -> m.name() != null);
    if (complete && !members.isEmpty()) {
      check(self, members, tls);
      var _ = policy(members, ballotLife, confirm);
    }
  }

  public VotePolicy toVotePolicy() {
    return policy(members, ballotLife, confirm);
  }

  /** Who this daemon is in its group, and whom it works with. */
  public Replica toReplica() {
    LogPolicy policy =
        new LogPolicy(
            electionTimeout.min().toJavaDuration(),
            electionTimeout.max().toJavaDuration(),
            LogPolicy.DEFAULT.proposal(),
            LogPolicy.DEFAULT.snapshotEvery());
    return new Replica(
        self,
        members.stream().map(m -> new Member(m.name(), m.address(), m.port())).toList(),
        Optional.ofNullable(tls).map(t -> new Tls(t.certificate(), t.key(), t.authority())),
        policy,
        joins);
  }

  /** The policy of a daemon that decides alone. */
  public static VotePolicy alone(ObserverId self) {
    return new VotePolicy(List.of(self), 3000, 2000);
  }

  private static void check(String self, List<MemberSection> members, @Nullable TlsSection tls) {
    if (!SIZES.contains(members.size())) {
      throw new IllegalArgumentException(
          "members: there are " + members.size() + ", expected 1, 3 or 5");
    }
    Set<String> names = new HashSet<>();
    for (MemberSection member : members) {
      if (!names.add(member.name())) {
        throw new IllegalArgumentException(
            "members: name " + member.name() + " is given twice, expected unique names");
      }
    }
    if (!names.contains(self)) {
      throw new IllegalArgumentException(
          "self is '"
              + self
              + "', expected one of the members: "
              + names.stream().sorted().toList());
    }
    if (members.size() > 1 && tls == null) {
      throw new IllegalArgumentException(
          "tls is missing, expected it because there is more than one member");
    }
  }

  private static VotePolicy policy(
      List<MemberSection> members, Duration ballotLife, Duration confirm) {
    return new VotePolicy(
        members.stream().map(member -> new ObserverId(member.name())).toList(),
        ballotLife.toMilliseconds(),
        confirm.toMilliseconds());
  }
}
