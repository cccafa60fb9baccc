package io.eightnines.log;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
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

/** A Ratis replica's seat in its group. */
final class DivisionSeat implements Succession.Seat {
  /** A refusal takes one round trip; what takes longer proves nothing. */
  private static final int CONNECT_MILLIS = 200;

  private final RaftServer.Division division;

  DivisionSeat(RaftServer.Division division) {
    this.division = division;
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
    int self = names.indexOf(division.getId().toString());
    return Math.floorMod(self - names.indexOf(leader) - 1, names.size());
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
    TermIndex last = division.getRaftLog().getLastEntryTermIndex();
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
