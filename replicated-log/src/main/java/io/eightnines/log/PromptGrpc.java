package io.eightnines.log;

import org.apache.ratis.conf.Parameters;
import org.apache.ratis.grpc.GrpcFactory;
import org.apache.ratis.grpc.server.GrpcLogAppender;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.rpc.RpcType;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LeaderState;
import org.apache.ratis.server.leader.LogAppender;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.server.raftlog.RaftLogIOException;
import org.apache.ratis.util.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * Ratis' gRPC transport, but that a follower hears at once how far is committed. Ratis' own tells
 * it with the next entry or heartbeat, and a follower applies nothing before: half of the least
 * election time-out would pass between the leader's answers and the others'.
 *
 * <p>Public because Ratis makes it by its name.
 */
public final class PromptGrpc implements RpcType {
  /** Used by Ratis. */
  public PromptGrpc() {}

  @Override
  public String name() {
    return PromptGrpc.class.getName();
  }

  @Override
  public GrpcFactory newFactory(Parameters parameters) {
    return new GrpcFactory(parameters) {
      @Override
      public LogAppender newLogAppender(
          RaftServer.Division server, LeaderState state, FollowerInfo follower) {
        return new PromptAppender(server, state, follower);
      }
    };
  }

  /**
   * Sends a heartbeat as soon as its follower can learn from it that more is committed, believes
   * what the follower says that it needs, and tells a store what to fetch.
   */
  private static final class PromptAppender extends GrpcLogAppender {
    /** A burst of commits is told in few heartbeats. */
    private static final long BETWEEN_MILLIS = 5;

    private final boolean isStore;
    private final Timestamp begun = Timestamp.currentTime();
    private final FetchNotice notice = new FetchNotice();

    PromptAppender(RaftServer.Division server, LeaderState state, FollowerInfo follower) {
      super(server, state, follower);
      isStore =
          !RaftServerConfigKeys.Log.Appender.installSnapshotEnabled(
              server.getRaftServer().getProperties());
    }

    @Override
    public long getHeartbeatWaitTimeMs() {
      return owesNews() && sinceHeartbeat() >= BETWEEN_MILLIS ? 0 : super.getHeartbeatWaitTimeMs();
    }

    /** News that came right after a heartbeat is told a little later, not with the next one. */
    @Override
    public long getWaitTimeMs() {
      long usual = Math.max(super.getWaitTimeMs(), notice.remaining(elapsed()));
      return owesNews()
          ? Math.clamp(BETWEEN_MILLIS - sinceHeartbeat(), 0, Math.max(0, usual))
          : usual;
    }

    /**
     * Nothing is to be installed where the follower's state ends right before the first entry of
     * the log here. Ratis asks for it all the same, is answered that it is there already, and asks
     * again, for ever (3.3.0).
     */
    private boolean lacks(boolean notification) {
      FollowerInfo follower = getFollower();
      boolean fits =
          follower.getSnapshotIndex() >= 0
              && follower.getNextIndex() == follower.getSnapshotIndex() + 1
              && follower.getNextIndex() == getRaftLog().getStartIndex();
      return !fits && super.shouldInstallSnapshot(notification);
    }

    /** Whether to send a snapshot or, to a store, word that it is to fetch what it lacks. */
    @Override
    public boolean shouldInstallSnapshot(boolean notification) {
      boolean lacks = lacks(notification);
      FollowerInfo follower = getFollower();
      return isStore
          ? notice.isDue(lacks, follower.getSnapshotIndex(), follower.getMatchIndex(), elapsed())
          : lacks;
    }

    /**
     * The first entry of the log here. One that fetches already must not be told less than it was,
     * maybe by an earlier leader, or it fails (Ratis 3.3.0): it is told all that is committed.
     * Before anything of its own term is, a leader does not know how far that goes, but that it is
     * in its log.
     */
    @Override
    public @Nullable TermIndex shouldNotifyToInstallSnapshot() {
      TermIndex first = super.shouldNotifyToInstallSnapshot();
      if (first == null || !notice.fetches()) {
        return first;
      }
      RaftLog log = getRaftLog();
      boolean isReady = getServer().getInfo().isLeaderReady();
      long next = isReady ? log.getLastCommittedIndex() + 1 : log.getNextIndex();
      return TermIndex.valueOf(first.getTerm(), next);
    }

    private long elapsed() {
      return begun.elapsedTimeMs();
    }

    /**
     * A heartbeat only when one is due. While a follower that comes back has not answered yet,
     * Ratis would send it one with each entry that others take in: hundreds, which it must all read
     * before it can go on (3.3.0). To one that is told to fetch what the log here no longer has,
     * nothing else is sent, and to one that fetches for other reasons little.
     */
    @Override
    public @Nullable AppendEntriesRequestProto newAppendEntriesRequest(
        long callId, boolean heartbeat) throws RaftLogIOException {
      boolean empty = heartbeat || (isStore && (lacks(true) || !notice.mayTryEntries(elapsed())));
      return empty && getHeartbeatWaitTimeMs() > 0
          ? null
          : super.newAppendEntriesRequest(callId, empty);
    }

    /**
     * A follower is believed what it needs next, also where it once had more: it lost its disk.
     * Ratis believes that of the answer to an entry only, and takes it back with the next heartbeat
     * (3.3.0). At worst a follower is sent again what it has.
     *
     * <p>An entry that it needs, and any word that refers to no entry before, is refused only by a
     * store that fetches; whoever told it to, it must be told by this leader.
     */
    @Override
    protected long getNextIndexForInconsistency(long requestFirst, long needed) {
      FollowerInfo follower = getFollower();
      long snapshot = follower.getSnapshotIndex();
      if (notice.isLate(needed, snapshot, elapsed())) {
        return super.getNextIndexForInconsistency(requestFirst, needed);
      }
      if (isStore && (needed == requestFirst || lacks(true))) {
        notice.refused(snapshot, follower.getMatchIndex());
        return needed;
      }
      return needed <= follower.getMatchIndex()
          ? needed
          : super.getNextIndexForInconsistency(requestFirst, needed);
    }

    private long sinceHeartbeat() {
      return getFollower().getLastHeartbeatSendTime().elapsedTimeMs();
    }

    /**
     * Whether the follower has entries that it could apply and does not know of. A heartbeat that
     * overtakes an entry does not say how far is committed; to one that is silent, or that lost
     * what it had, none is owed.
     */
    private boolean owesNews() {
      FollowerInfo follower = getFollower();
      long has = Math.min(follower.getMatchIndex(), follower.getNextIndex() - 1);
      long couldApply = Math.min(getRaftLog().getLastCommittedIndex(), has);
      return couldApply > follower.getCommitIndex()
          && !hasPendingDataRequests()
          && follower.getLastRpcResponseTime().elapsedTimeMs()
              < getServer().properties().minRpcTimeoutMs();
    }
  }
}
