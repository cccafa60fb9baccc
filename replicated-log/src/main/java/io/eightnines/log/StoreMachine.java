package io.eightnines.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RoleInfoProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftGroupMemberId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.FileInfo;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.SnapshotInfo;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;
import org.apache.ratis.util.LifeCycle;
import org.jspecify.annotations.Nullable;

/**
 * A store as Ratis' state machine. Its snapshot is the store itself: taking one means to put on
 * disk what was applied, and one is never sent whole. A follower whose next entries the leader has
 * purged is told so, and its store fetches what it lacks.
 */
final class StoreMachine extends BaseStateMachine {
  /** What is told of events, on Ratis' threads, and what carries questions. */
  interface Surroundings extends FoldMachine.Listener {
    byte[] ask(RaftPeerId member, byte[] question) throws IOException;
  }

  private final Store store;
  private final int maxCommand;
  private final Surroundings surroundings;
  private final Executor executor;

  /** Volatile: written by Ratis' applying thread, read by those that append and replicate. */
  private volatile Position settled = Position.START;

  StoreMachine(Store store, int maxCommand, Surroundings surroundings, Executor executor) {
    this.store = store;
    this.maxCommand = maxCommand;
    this.surroundings = surroundings;
    this.executor = executor;
  }

  @Override
  public void initialize(RaftServer server, RaftGroupId group, RaftStorage storage)
      throws IOException {
    super.initialize(server, group, storage);
    Path directory = storage.getStorageDir().getCurrentDir().toPath();
    OptionalLong first = SnapshotFiles.firstInLog(directory);
    long next = store.applied().index() + 1;
    if (first.isPresent() && first.getAsLong() > Math.max(0, next)) {
      throw new IOException(
          ("%s is refused: its log begins at %d and its state ends before %d; remove both, and the"
                  + " other members give the state again")
              .formatted(storage.getStorageDir().getRoot(), first.getAsLong(), next));
    }
    load();
  }

  @Override
  public void pause() {
    getLifeCycle().transition(LifeCycle.State.PAUSING);
    getLifeCycle().transition(LifeCycle.State.PAUSED);
  }

  @Override
  public void reinitialize() throws IOException {
    load();
  }

  private void load() throws IOException {
    settled = store.settle();
    setLastAppliedTermIndex(TermIndex.valueOf(settled.term(), settled.index()));
    getLifeCycle().transition(LifeCycle.State.STARTING);
    getLifeCycle().transition(LifeCycle.State.RUNNING);
  }

  @Override
  public TransactionContext startTransaction(RaftClientRequest request) throws IOException {
    ByteString command = request.getMessage().getContent();
    if (command.size() > maxCommand) {
      throw new IOException("a command of " + command.size() + " bytes is too long");
    }
    return TransactionContext.newBuilder()
        .setStateMachine(this)
        .setClientRequest(request)
        .setLogData(command)
        .build();
  }

  @Override
  public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
    LogEntryProto entry = transaction.getLogEntry();
    byte[] answer =
        store.apply(
            new Position(entry.getTerm(), entry.getIndex()),
            entry.getStateMachineLogEntry().getLogData().toByteArray());
    var _ = updateLastAppliedTermIndex(entry.getTerm(), entry.getIndex());
    surroundings.applied();
    return CompletableFuture.completedFuture(message(answer));
  }

  /** A store that is just fetching what it lacks is ahead of the log; no more is settled of it. */
  @Override
  public long takeSnapshot() throws IOException {
    Position reached = store.settle();
    TermIndex applied = getLastAppliedTermIndex();
    settled =
        reached.index() > applied.getIndex()
            ? new Position(applied.getTerm(), applied.getIndex())
            : reached;
    return settled.index();
  }

  @Override
  public @Nullable SnapshotInfo getLatestSnapshot() {
    Position position = settled;
    return position.index() < 0 ? null : new Settled(position);
  }

  @Override
  public CompletableFuture<Message> query(Message question) {
    return CompletableFuture.completedFuture(Message.EMPTY);
  }

  @Override
  public CompletableFuture<Message> queryStale(Message question, long minIndex) {
    byte[] bytes = question.getContent().toByteArray();
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return message(store.answer(bytes));
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        },
        executor);
  }

  @Override
  public CompletableFuture<TermIndex> notifyInstallSnapshotFromLeader(
      RoleInfoProto role, TermIndex firstInLog) {
    RaftPeerId leader = RaftPeerId.valueOf(role.getFollowerInfo().getLeaderInfo().getId().getId());
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            store.refill(question -> surroundings.ask(leader, question));
          } catch (IOException e) {
            throw new CompletionException(e);
          }
          Position end = store.applied();
          return TermIndex.valueOf(end.term(), end.index());
        },
        executor);
  }

  @Override
  public void notifyLeaderChanged(RaftGroupMemberId member, RaftPeerId leader) {
    surroundings.leaderChanged();
  }

  private static Message message(byte[] bytes) {
    return Message.valueOf(UnsafeByteOperations.unsafeWrap(bytes));
  }

  /** The store as a snapshot without files. */
  private record Settled(Position position) implements SnapshotInfo {
    @Override
    public TermIndex getTermIndex() {
      return TermIndex.valueOf(position.term(), position.index());
    }

    @Override
    public List<FileInfo> getFiles() {
      return List.of();
    }
  }
}
