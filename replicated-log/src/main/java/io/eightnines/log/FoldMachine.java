package io.eightnines.log;

import io.eightnines.time.Clocks;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftGroupMemberId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.statemachine.impl.SingleFileSnapshotInfo;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;
import org.apache.ratis.util.LifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A fold as Ratis' state machine: stamps what the leader takes in, applies what is committed. */
final class FoldMachine extends BaseStateMachine {
  /** What is told of events, on Ratis' threads. */
  interface Listener {
    void leaderChanged();

    void applied();
  }

  private static final Logger LOG = LoggerFactory.getLogger(FoldMachine.class);

  private final String self;
  private final int maxCommand;
  private final Fold fold;
  private final Clocks clocks;
  private final LogTime time;
  private final Listener listener;
  private final SnapshotFiles files = new SnapshotFiles();

  FoldMachine(Replica replica, Fold fold, Clocks clocks, Listener listener) {
    this.self = replica.self();
    this.maxCommand = replica.policy().maxCommandBytes();
    this.fold = fold;
    this.clocks = clocks;
    this.time = new LogTime(self, clocks.ticker());
    this.listener = listener;
  }

  @Override
  public void initialize(RaftServer server, RaftGroupId group, RaftStorage storage)
      throws IOException {
    super.initialize(server, group, storage);
    files.init(storage);
    load();
  }

  @Override
  public void pause() {
    getLifeCycle().transition(LifeCycle.State.PAUSING);
    getLifeCycle().transition(LifeCycle.State.PAUSED);
  }

  @Override
  public void reinitialize() throws IOException {
    var _ = files.loadLatestSnapshot();
    load();
  }

  @Override
  public SnapshotFiles getStateMachineStorage() {
    return files;
  }

  @Override
  public TransactionContext startTransaction(RaftClientRequest request) throws IOException {
    ByteString command = request.getMessage().getContent();
    if (command.size() > maxCommand) {
      throw new IOException("a command of " + command.size() + " bytes is too long");
    }
    Stamped stamped = new Stamped(self, time.now(), clocks.wall().instant(), command.toByteArray());
    return TransactionContext.newBuilder()
        .setStateMachine(this)
        .setClientRequest(request)
        .setLogData(UnsafeByteOperations.unsafeWrap(stamped.toBytes()))
        .build();
  }

  @Override
  public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
    LogEntryProto entry = transaction.getLogEntry();
    try {
      Stamped stamped =
          Stamped.of(entry.getStateMachineLogEntry().getLogData().asReadOnlyByteBuffer());
      long logMillis = time.applied(stamped.leader(), stamped.logMillis());
      fold.apply(new Entry(entry.getIndex(), logMillis, stamped.wall(), stamped.command()));
    } catch (RuntimeException e) {
      // Ratis would stop the replica, and the same entry would stop every other one as well.
      LOG.error("entry {} has no effect", entry.getIndex(), e);
    }
    var _ = updateLastAppliedTermIndex(entry.getTerm(), entry.getIndex());
    listener.applied();
    return CompletableFuture.completedFuture(Message.EMPTY);
  }

  @Override
  public long takeSnapshot() throws IOException {
    TermIndex end = getLastAppliedTermIndex();
    SingleFileSnapshotInfo latest = files.getLatestSnapshot();
    if (end.getIndex() < 0 || (latest != null && latest.getIndex() >= end.getIndex())) {
      return latest == null ? RaftLog.INVALID_LOG_INDEX : latest.getIndex();
    }
    files.write(end, new SnapshotFiles.Contents(time.last(), fold.snapshot()));
    return end.getIndex();
  }

  @Override
  public void notifyLeaderChanged(RaftGroupMemberId member, RaftPeerId leader) {
    listener.leaderChanged();
  }

  private void load() throws IOException {
    SingleFileSnapshotInfo latest = files.getLatestSnapshot();
    if (latest != null) {
      SnapshotFiles.Contents contents = SnapshotFiles.read(latest.getFile().getPath());
      time.restored(contents.logMillis());
      fold.restore(latest.getIndex(), contents.state());
      setLastAppliedTermIndex(latest.getTermIndex());
    }
    getLifeCycle().transition(LifeCycle.State.STARTING);
    getLifeCycle().transition(LifeCycle.State.RUNNING);
  }
}
