package io.eightnines.log;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where commands of all daemons are put in one order. Safe for any thread; never blocks. */
public interface ReplicatedLog extends AutoCloseable {
  /** What a command may have at most where the policy says nothing else. */
  int MAX_COMMAND_BYTES = LogPolicy.SHORT_COMMANDS;

  /**
   * Asks for {@code command} to be given to the fold of every replica.
   *
   * <p>The future gives the entry's index once a majority has it on disk; the fold of this replica
   * may be given it a moment later. It fails with {@link NotCommittedException} when that cannot be
   * known in time. The command may come into effect all the same, and a repeated one twice, so a
   * command must be harmless when applied again: a full state, or one that carries an id.
   *
   * @throws IllegalArgumentException if the command is longer than the policy allows
   */
  CompletableFuture<Long> propose(byte[] command);

  Membership membership();

  /**
   * Makes {@code wanted} the group, once a majority of the old and of the new one agree, if the
   * group still is {@code present}. A member that joins must be running already; the log of one
   * that leaves ends by itself, and that one is cut off.
   *
   * <p>The future fails with {@link ChangeRefusedException} when the leader refused. When it fails
   * with anything else nobody knows: the change may come into effect all the same, which {@link
   * #membership} tells.
   */
  CompletableFuture<Void> changeMembers(List<Member> present, List<Member> wanted);

  /** Writes the state of this replica to disk, unless its newest snapshot has it all. */
  CompletableFuture<Snapshot> snapshot();

  /** Stops this replica; proposals under way fail. The others go on if they are a majority. */
  @Override
  void close();
}
