package io.eightnines.log;

import io.eightnines.time.Ticker;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.apache.ratis.client.RaftClientRpc;
import org.apache.ratis.proto.RaftProtos.RaftGroupIdProto;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.proto.RaftProtos.TermIndexProto;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.GroupInfoRequest;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.exceptions.NotLeaderException;
import org.apache.ratis.protocol.exceptions.ServerNotReadyException;
import org.apache.ratis.rpc.CallId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;

/** What goes from this replica to the others beside what Ratis sends of itself. */
final class Wire {
  /**
   * Both ends and what lies between.
   *
   * @param client as whom commands are handed in
   * @param division this replica
   * @param rpc the transport of commands to other replicas
   */
  record Ends(
      RaftGroupId group, ClientId client, RaftServer.Division division, RaftClientRpc rpc) {}

  private static final long BEFORE_ALL_TERMS = -1;

  private final Ends ends;
  private final Ticker ticker;
  private final ExecutorService executor;
  private final Map<RaftPeerId, Long> renewed = new ConcurrentHashMap<>();

  Wire(Ends ends, Ticker ticker, ExecutorService executor) {
    this.ends = ends;
    this.ticker = ticker;
    this.executor = executor;
  }

  private RaftServer server() {
    return ends.division().getRaftServer();
  }

  /** Hands a command to {@code leader}, which may be this replica. */
  CompletableFuture<RaftClientReply> send(RaftPeerId leader, long call, Message command) {
    return send(
        request(leader, call)
            .setMessage(command)
            .setType(RaftClientRequest.writeRequestType())
            .build());
  }

  /** Asks the state of {@code member} as it is there now; it may be this replica. */
  CompletableFuture<RaftClientReply> ask(RaftPeerId member, Message question) {
    return send(
        request(member, CallId.getAndIncrement())
            .setMessage(question)
            .setType(RaftClientRequest.staleReadRequestType(0))
            .build());
  }

  /** Succeeds when this replica has applied all that was committed when it was called. */
  CompletableFuture<RaftClientReply> catchUp() {
    return send(
        request(ends.division().getId(), CallId.getAndIncrement())
            .setMessage(Message.EMPTY)
            .setType(RaftClientRequest.readRequestType())
            .build());
  }

  /** The last entry that another member has in its log. */
  CompletableFuture<Position> lastEntryOf(RaftPeerId peer) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            TermIndexProto last =
                server().getServerRpc().requestVote(futileVoteRequest(peer)).getLastEntry();
            return new Position(last.getTerm(), last.getIndex());
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        },
        executor);
  }

  private RaftClientRequest.Builder request(RaftPeerId to, long call) {
    return RaftClientRequest.newBuilder()
        .setClientId(ends.client())
        .setServerId(to)
        .setGroupId(ends.group())
        .setCallId(call);
  }

  private CompletableFuture<RaftClientReply> send(RaftClientRequest request) {
    try {
      return request.getServerId().equals(ends.division().getId())
          ? server().submitClientRequestAsync(request)
          : forward(request);
    } catch (IOException | RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<RaftClientReply> forward(RaftClientRequest request) {
    long began = ticker.elapsedNanos();
    CompletableFuture<RaftClientReply> reply =
        CompletableFuture.runAsync(() -> ends.rpc().addRaftPeers(peers()), executor)
            .thenComposeAsync(_ -> ends.rpc().sendRequestAsyncUnordered(request), executor);
    // Aside: closing a connection may take seconds, and nobody has to wait for it.
    var _ =
        reply.exceptionally(e -> {
          if (!isAnswer(e) && !executor.isShutdown()) {
            executor.execute(() -> renew(request.getServerId(), began));
          }
          return null;
        });
    return reply;
  }

  /**
   * Throws away the connection that an attempt failed on, or it would be used again; but not the
   * next one, which another attempt on the same old one has led to.
   */
  private void renew(RaftPeerId peer, long began) {
    long now = ticker.elapsedNanos();
    Long last = renewed.merge(peer, now, (old, fresh) -> old - began > 0 ? old : fresh);
    if (last == now) {
      var _ = ends.rpc().handleException(peer, new IOException("unreachable"), true);
    }
  }

  /** One who is not the leader, or not ready to lead, says so: there the connection is fine. */
  private static boolean isAnswer(Throwable e) {
    Throwable cause = e instanceof CompletionException c && c.getCause() != null ? c.getCause() : e;
    return cause instanceof NotLeaderException || cause instanceof ServerNotReadyException;
  }

  /**
   * The ways to all other members that somebody may need.
   *
   * @param leads whether this replica leads: then it is in touch with all of them by itself
   */
  Map<String, Links.Link> links(boolean leads) {
    Map<String, Links.Link> wanted = new HashMap<>();
    for (RaftPeer peer : peers()) {
      if (!peer.getId().equals(ends.division().getId())) {
        wanted.put("commands to " + peer.getId(), commandsTo(peer));
        if (!leads) {
          wanted.put("votes of " + peer.getId(), votesOf(peer.getId()));
        }
      }
    }
    return wanted;
  }

  private List<RaftPeer> peers() {
    return List.copyOf(ends.division().getRaftConf().getCurrentPeers());
  }

  private Links.Link commandsTo(RaftPeer peer) {
    return new Links.Link() {
      @Override
      public void call() throws IOException {
        ends.rpc().addRaftPeers(List.of(peer));
        ends.rpc()
            .sendRequest(
                new GroupInfoRequest(
                    ends.client(), peer.getId(), ends.group(), CallId.getAndIncrement()));
      }

      @Override
      public void renew() {
        var _ = ends.rpc().handleException(peer.getId(), new IOException("unreachable"), true);
      }
    };
  }

  private Links.Link votesOf(RaftPeerId peer) {
    return new Links.Link() {
      @Override
      public void call() throws IOException {
        server().getServerRpc().requestVote(futileVoteRequest(peer));
      }

      @Override
      public void renew() {
        if (!ends.division().getInfo().isLeader()) { // whose appender looks after it
          server().getServerRpc().handleException(peer, new IOException("unreachable"), true);
        }
      }
    };
  }

  /** No voter takes it into account, for its term is over (Raft paper, section 5.1). */
  private RequestVoteRequestProto futileVoteRequest(RaftPeerId peer) {
    return RequestVoteRequestProto.newBuilder()
        .setServerRequest(
            RaftRpcRequestProto.newBuilder()
                .setRequestorId(ends.division().getId().toByteString())
                .setReplyId(peer.toByteString())
                .setRaftGroupId(RaftGroupIdProto.newBuilder().setId(ends.group().toByteString()))
                .setCallId(CallId.getAndIncrement()))
        .setCandidateTerm(BEFORE_ALL_TERMS)
        .setCandidateLastEntry(TermIndex.INITIAL_VALUE.toProto())
        .build();
  }
}
