package io.eightnines.log;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What one replica knows of its group at one moment.
 *
 * @param members by name
 * @param applied index of the last entry given to the fold, 0 before the first
 * @param sinceLeader how long ago a leader was last heard of; zero on the leader itself
 */
public record Membership(
    String self,
    Role role,
    Optional<String> leader,
    long term,
    List<Member> members,
    long applied,
    Duration sinceLeader) {
  /** More of them only make each vote slower. */
  public static final int MAX_MEMBERS = 5;

  /** The part that the replica plays. */
  public enum Role {
    LEADER,
    FOLLOWER,
    /** It knows no leader: an election is under way, or this replica is in a minority. */
    CUT_OFF
  }

  public Membership {
    members = List.copyOf(members);
  }
}
