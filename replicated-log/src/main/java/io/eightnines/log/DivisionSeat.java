package io.eightnines.log;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.ratis.proto.RaftProtos.RaftGroupIdProto;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionRequestProto;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.rpc.CallId;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.statemachine.SnapshotInfo;
import org.jspecify.annotations.Nullable;

/** A Ratis replica's seat in its group. */
final class DivisionSeat implements Succession.Seat {
  /** A refusal takes one round trip; what takes longer proves nothing. */
  private static final int CONNECT_MILLIS = 200;

  /** A few round trips; whoever takes longer is taken to have as much as this one. */
  private static final long ASK_MILLIS = 50;

  private final RaftServer.Division division;
  private final Function<RaftPeerId, CompletableFuture<Position>> lastEntryOf;

  /** The seat of this replica, which can ask each other member for its last entry. */
  DivisionSeat(
      RaftServer.Division division, Function<RaftPeerId, CompletableFuture<Position>> lastEntryOf) {
    this.division = division;
    this.lastEntryOf = lastEntryOf;
  }

  @Override
  public Optional<Succession.Reign> reign() {
    DivisionInfo info = division.getInfo();
    RaftPeerId leader = info.getLeaderId();
    return info.getCurrentRole() != RaftPeerRole.FOLLOWER || leader == null
        ? Optional.empty()
        : Optional.of(new Succession.Reign(leader.toString(), info.getCurrentTerm()));
  }

  @Override
  public int rank(String leader) {
    List<String> names =
        division.getRaftConf().getCurrentPeers().stream()
            .map(peer -> peer.getId().toString())
            .sorted()
            .toList();
    TermIndex last = lastEntry();
    Position own = last == null ? Position.START : new Position(last.getTerm(), last.getIndex());
    String self = division.getId().toString();
    Map<String, CompletableFuture<Optional<Position>>> asked = new LinkedHashMap<>();
    for (String name : names) {
      if (!name.equals(self) && !name.equals(leader)) {
        asked.put(
            name,
            lastEntryOf
                .apply(RaftPeerId.valueOf(name))
                .thenApply(Optional::of)
                .completeOnTimeout(Optional.empty(), ASK_MILLIS, TimeUnit.MILLISECONDS)
                .exceptionally(_ -> Optional.empty()));
      }
    }
    List<Succession.Rival> rivals = new ArrayList<>();
    asked.forEach((name, answer) ->
        rivals.add(
            new Succession.Rival(
                after(names, leader, name) < after(names, leader, self), answer.join())));
    return Succession.rank(own, rivals);
  }

  /** As voters reckon it: a state that was fetched counts where the log has nothing after it. */
  private @Nullable TermIndex lastEntry() {
    TermIndex last = division.getRaftLog().getLastEntryTermIndex();
    SnapshotInfo state = division.getStateMachine().getLatestSnapshot();
    return last == null && state != null ? state.getTermIndex() : last;
  }

  /** How far behind the leader's a name is, in a ring. */
  private static int after(List<String> names, String leader, String name) {
    return Math.floorMod(names.indexOf(name) - names.indexOf(leader) - 1, names.size());
  }

  @Override
  public boolean refuses(String member) {
    RaftPeer peer = division.getRaftConf().getPeer(RaftPeerId.valueOf(member));
    if (peer == null) {
      return false;
    }
    Member there = RatisLog.member(peer);
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(there.address(), there.port()), CONNECT_MILLIS);
      return false;
    } catch (ConnectException e) {
      // It is said of a silent address as well, when the kernel gives up (ETIMEDOUT).
      return String.valueOf(e.getMessage()).startsWith("Connection refused");
    } catch (IOException unknown) {
      return false;
    }
  }

  /**
   * Does what the leader asks for when it hands its place over. Ratis checks, with its lock held,
   * that this one still follows that leader and has an entry of its term.
   */
  @Override
  public boolean stand(Succession.Reign after) throws IOException {
    TermIndex last = lastEntry();
    if (last == null) {
      return false;
    }
    return division
        .getRaftServer()
        .startLeaderElection(
            StartLeaderElectionRequestProto.newBuilder()
                .setServerRequest(
                    RaftRpcRequestProto.newBuilder()
                        .setRequestorId(RaftPeerId.valueOf(after.leader()).toByteString())
                        .setReplyId(division.getId().toByteString())
                        .setRaftGroupId(
                            RaftGroupIdProto.newBuilder()
                                .setId(division.getGroup().getGroupId().toByteString()))
                        .setCallId(CallId.getAndIncrement()))
                .setLeaderLastEntry(last.toProto())
                .build())
        .getServerReply()
        .getSuccess();
  }
}
