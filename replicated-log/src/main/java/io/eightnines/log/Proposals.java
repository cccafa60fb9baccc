package io.eightnines.log;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.rpc.CallId;
import org.jspecify.annotations.Nullable;

/**
 * Proposals under way: each is carried to the leader, and to the next one if that one is lost,
 * until it is committed or its time is over.
 *
 * <p>Every attempt of one proposal has the same call number, by which Ratis gives the answer of an
 * attempt that had come through instead of committing twice.
 */
final class Proposals {
  /** How a proposal gets to a leader. */
  interface Way {
    CompletableFuture<RaftClientReply> send(RaftPeerId leader, long call, Message command);
  }

  /** Short beside an election, long beside a round trip. */
  private static final long PAUSE_MILLIS = 5;

  private final Supplier<@Nullable RaftPeerId> leader;
  private final Way way;
  private final Duration patience;
  private final Executor at;
  private final Executor later;
  private final Set<Proposal> pending = ConcurrentHashMap.newKeySet();

  Proposals(Supplier<@Nullable RaftPeerId> leader, Way way, Duration patience, Executor executor) {
    this.leader = leader;
    this.way = way;
    this.patience = patience;
    this.at = executor;
    this.later = CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS, executor);
  }

  CompletableFuture<RaftClientReply> start(Message command) {
    Proposal proposal = new Proposal(command);
    pending.add(proposal);
    proposal.attempt();
    return proposal
        .answer
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((_, _) -> pending.remove(proposal))
        .exceptionallyCompose(e -> CompletableFuture.failedFuture(proposal.failure(e)));
  }

  /** Does not wait for the answer of a leader that may be gone. */
  void leaderChanged() {
    pending.forEach(proposal -> at.execute(proposal::attempt));
  }

  void close() {
    pending.forEach(proposal ->
        proposal.answer.completeExceptionally(new IllegalStateException("the log is closed")));
  }

  /** One proposal; the lock is for attempts that end while others begin. */
  private final class Proposal {
    private final long call = CallId.getAndIncrement();
    private final CompletableFuture<RaftClientReply> answer = new CompletableFuture<>();
    private final Message command;
    private @Nullable RaftPeerId asked;
    private Throwable trouble = new IllegalStateException("there is no leader");

    Proposal(Message command) {
      this.command = command;
    }

    void attempt() {
      if (answer.isDone()) {
        return;
      }
      RaftPeerId target = leader.get();
      if (target == null) {
        later.execute(this::attempt);
      } else if (ask(target)) {
        var _ = way.send(target, call, command).whenComplete((reply, e) -> end(target, reply, e));
      }
    }

    private synchronized boolean ask(RaftPeerId target) {
      if (target.equals(asked)) {
        return false;
      }
      asked = target;
      return true;
    }

    private void end(
        RaftPeerId target, @Nullable RaftClientReply reply, @Nullable Throwable problem) {
      if (reply != null && reply.isSuccess()) {
        answer.complete(reply);
        return;
      }
      synchronized (this) {
        if (target.equals(asked)) {
          asked = null;
        }
        if (problem != null) {
          trouble = problem;
        } else if (reply != null && reply.getException() != null) {
          trouble = reply.getException();
        }
      }
      later.execute(this::attempt);
    }

    private synchronized NotCommittedException failure(Throwable end) {
      Throwable cause =
          end instanceof CompletionException c && c.getCause() != null ? c.getCause() : end;
      if (cause instanceof IllegalStateException) {
        return new NotCommittedException("not committed: " + cause.getMessage(), cause);
      }
      String why = asked == null ? trouble.toString() : asked + " did not answer";
      return new NotCommittedException(
          "not known to be committed within " + patience.toMillis() + " ms: " + why, trouble);
    }
  }
}
