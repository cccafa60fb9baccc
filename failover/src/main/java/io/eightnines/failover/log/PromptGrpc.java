package io.eightnines.failover.log;

import org.apache.ratis.conf.Parameters;
import org.apache.ratis.grpc.GrpcFactory;
import org.apache.ratis.grpc.server.GrpcLogAppender;
import org.apache.ratis.rpc.RpcType;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LeaderState;
import org.apache.ratis.server.leader.LogAppender;

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

  /** Sends a heartbeat as soon as its follower can learn from it that more is committed. */
  private static final class PromptAppender extends GrpcLogAppender {
    /** Long beside a round trip: the answer to the last one is not yet overdue. */
    private static final long BETWEEN_MILLIS = 5;

    PromptAppender(RaftServer.Division server, LeaderState state, FollowerInfo follower) {
      super(server, state, follower);
    }

    @Override
    public long getHeartbeatWaitTimeMs() {
      return owesNews() ? 0 : super.getHeartbeatWaitTimeMs();
    }

    /** A heartbeat that overtakes an entry does not say how far is committed. */
    private boolean owesNews() {
      FollowerInfo follower = getFollower();
      return getRaftLog().getLastCommittedIndex() > follower.getCommitIndex()
          && !hasPendingDataRequests()
          && follower.getLastHeartbeatSendTime().elapsedTimeMs() >= BETWEEN_MILLIS
          && follower.getLastRpcResponseTime().elapsedTimeMs()
              < getServer().properties().minRpcTimeoutMs();
    }
  }
}
