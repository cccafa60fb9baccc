package io.eightnines.log;

import java.util.concurrent.CompletableFuture;

/** Where commands for {@link Store}s are put in one order. Safe for any thread; never blocks. */
public interface StoreLog extends AutoCloseable {
  /**
   * Asks for {@code command} to be given to every replica's store.
   *
   * <p>The future gives what the leader's store answered, once a majority has the command on disk.
   * It fails with {@link NotCommittedException} when that cannot be known in time. The command may
   * come into effect all the same, and a repeated one twice.
   *
   * @throws IllegalArgumentException if the command is longer than the policy allows
   */
  CompletableFuture<byte[]> submit(byte[] command);

  /**
   * Succeeds when this replica's store has all that was committed when it was called; a majority is
   * asked for that. Fails with {@link NotCommittedException} if that is not so in time.
   */
  CompletableFuture<Void> catchUp();

  /** Asks the store of one member; fails if it does not answer in time. */
  CompletableFuture<byte[]> ask(String member, byte[] question);

  Membership membership();

  /**
   * Whether this replica has ended by itself: its store or its disk refused an entry, or the group
   * does not know it. It takes no part any more until its process is started again.
   */
  boolean isBroken();

  /** Stops this replica; what is under way fails. The others go on if they are a majority. */
  @Override
  void close();
}
