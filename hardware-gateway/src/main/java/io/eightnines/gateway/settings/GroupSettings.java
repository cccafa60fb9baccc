package io.eightnines.gateway.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import io.eightnines.gateway.ledger.Sharding;
import io.eightnines.log.LogPolicy;
import io.eightnines.log.Member;
import io.eightnines.log.Membership;
import io.eightnines.log.Replica;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The gateways that keep the ledger together.
 *
 * @param self this gateway's name, one of the members
 * @param members one, three or five gateways, the same list in every file
 * @param electionTimeout how long a leader may be silent; default 300 to 600 ms
 * @param tls required when there is more than one member
 * @param joins true on a gateway whose disk is lost: without a log it waits until the group's
 *     leader brings it one; default false
 * @param shards into which the ledger is divided, each kept by a group of its own at a port of its
 *     own, the first at the members' ports; 1 to 16, the same number in every file; default 1
 */
public record GroupSettings(
    String self,
    List<MemberSettings> members,
    Election electionTimeout,
    @Nullable Tls tls,
    boolean joins,
    int shards) {

  /** One gateway: its name, its literal address and the port of its log. */
  public record MemberSettings(String name, String address, int port) {
    public MemberSettings {
      if (port < 1) {
        throw new IllegalArgumentException("port of " + name + " must be 1 to 65535, is " + port);
      }
      requireOneMachine(name, address);
      var _ = new Member(name, address, port);
    }

    @JsonCreator
    static MemberSettings of(
        @JsonProperty("name") @Nullable String name,
        @JsonProperty("address") @Nullable String address,
        @JsonProperty("port") @Nullable Integer port) {
      return new MemberSettings(Given.or(name, ""), Given.or(address, ""), Given.or(port, 0));
    }

    private static void requireOneMachine(String name, String address) {
      try {
        if (Member.mayStandAt(InetAddress.ofLiteral(address))) {
          return;
        }
      } catch (IllegalArgumentException noLiteral) {
        // told below
      }
      throw new IllegalArgumentException(
          "address of '%s' must be the address of one machine, is '%s'".formatted(name, address));
    }
  }

  /** How long a leader may be silent, drawn anew each time between these. */
  public record Election(Duration min, Duration max) {
    /**
     * Twice what Raft's paper recommends: a follower that flushes, or waits for a processor, is
     * late, and an election stops all draws. A leader whose process ends is noticed at once in any
     * case, by its connections.
     */
    public static final Election DEFAULT = of(null, null);

    public Election {
      if (min.toMilliseconds() < 20 || min.toMilliseconds() >= max.toMilliseconds()) {
        throw new IllegalArgumentException(
            "electionTimeout must be from 20 ms or more to something longer, is %s to %s"
                .formatted(min, max));
      }
    }

    @JsonCreator
    static Election of(
        @JsonProperty("min") @Nullable Duration min, @JsonProperty("max") @Nullable Duration max) {
      return new Election(
          Given.or(min, Duration.milliseconds(300)), Given.or(max, Duration.milliseconds(600)));
    }
  }

  /** This gateway's certificate and key, and whose certificates it believes; PEM files. */
  public record Tls(Path certificate, Path key, Path authority) {
    @JsonCreator
    static Tls of(
        @JsonProperty("certificate") @Nullable Path certificate,
        @JsonProperty("key") @Nullable Path key,
        @JsonProperty("authority") @Nullable Path authority) {
      if (certificate == null || key == null || authority == null) {
        throw new IllegalArgumentException("tls must have certificate, key and authority");
      }
      return new Tls(certificate, key, authority);
    }
  }

  /** An even number stands no more losses than the odd one below it. */
  private static final Set<Integer> SIZES = Set.of(1, 3, Membership.MAX_MEMBERS);

  /**
   * One that met a dead leader is carried to the next one, which may take two elections on a busy
   * machine. It must end before the 2 s for which the API waits: whoever is told that nothing is
   * known can then still ask another gateway, and a batch whose callers have gone holds up none.
   */
  private static final java.time.Duration PROPOSAL = java.time.Duration.ofMillis(1500);

  /** Batches, each of up to some hundred draws, between two checkpoints of the store. */
  private static final long SETTLE_EVERY = 500;

  /** A batch, and on top of it the largest draw there can be. */
  private static final int MAX_BATCH_BYTES = 4 << 20;

  public GroupSettings {
    members = List.copyOf(members);
    if (!SIZES.contains(members.size())) {
      throw new IllegalArgumentException("members must be 1, 3 or 5, are " + members.size());
    }
    Set<String> names = new HashSet<>();
    for (MemberSettings member : members) {
      if (!names.add(member.name())) {
        throw new IllegalArgumentException("members must have %s once".formatted(member.name()));
      }
    }
    if (!names.contains(self)) {
      throw new IllegalArgumentException(
          "self must be one of the members %s, is '%s'"
              .formatted(names.stream().sorted().toList(), self));
    }
    requireRoomForShards(members, new Sharding(shards).shards());
    if (members.size() == 1 && joins) {
      throw new IllegalArgumentException("joins must be false where there is one member");
    }
    if (members.size() > 1 && tls == null) {
      throw new IllegalArgumentException("tls must be given where there is more than one member");
    }
  }

  @JsonCreator
  static GroupSettings of(
      @JsonProperty("self") @Nullable String self,
      @JsonProperty("members") @Nullable List<MemberSettings> members,
      @JsonProperty("electionTimeout") @Nullable Election electionTimeout,
      @JsonProperty("tls") @Nullable Tls tls,
      @JsonProperty("joins") @Nullable Boolean joins,
      @JsonProperty("shards") @Nullable Integer shards) {
    return new GroupSettings(
        Given.or(self, ""),
        Given.or(members, List.of()),
        Given.or(electionTimeout, Election.DEFAULT),
        tls,
        Given.or(joins, false),
        Given.or(shards, 1));
  }

  /** Each member has as many ports in a row as there are shards. */
  private static void requireRoomForShards(List<MemberSettings> members, int shards) {
    for (MemberSettings member : members) {
      if (member.port() + shards - 1 > 65_535) {
        throw new IllegalArgumentException(
            "port of %s must leave room for %d shards below 65536, is %d"
                .formatted(member.name(), shards, member.port()));
      }
      for (MemberSettings other : members) {
        int apart = other.port() - member.port();
        if (!other.name().equals(member.name())
            && other.address().equals(member.address())
            && apart >= 0
            && apart < shards) {
          throw new IllegalArgumentException(
              "port of %s must be %d or more above that of %s at the same address, is %d above"
                  .formatted(other.name(), shards, member.name(), apart));
        }
      }
    }
  }

  /** This gateway's seats, one in the group of each shard. */
  public List<Replica> seats() {
    return IntStream.range(0, shards).mapToObj(this::seat).toList();
  }

  private Replica seat(int shard) {
    return new Replica(
        self,
        members.stream().map(m -> new Member(m.name(), m.address(), m.port() + shard)).toList(),
        Optional.ofNullable(tls).map(t -> new Replica.Tls(t.certificate(), t.key(), t.authority())),
        policy(electionTimeout),
        joins);
  }

  /** The seat of a gateway that keeps its ledger alone. */
  public static Replica loneSeat() {
    return Replica.alone(policy(Election.DEFAULT));
  }

  private static LogPolicy policy(Election election) {
    return new LogPolicy(
        election.min().toJavaDuration(),
        election.max().toJavaDuration(),
        PROPOSAL,
        SETTLE_EVERY,
        MAX_BATCH_BYTES);
  }
}
