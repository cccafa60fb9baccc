package io.eightnines.gateway.ledger;

import io.dropwizard.lifecycle.Managed;
import io.eightnines.client.draw.ChainHead;
import io.eightnines.client.draw.ChainName;
import io.eightnines.client.draw.CustomerId;
import io.eightnines.client.draw.DrawId;
import io.eightnines.client.draw.DrawRequest;
import io.eightnines.log.Membership;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The whole ledger as its users see it: sends each chain to its shard, and sums up the shards. */
public final class ShardedLedger implements Managed {
  private final Sharding sharding;
  private final List<Shard> shards;

  /** A ledger of these shards, in their order. */
  public ShardedLedger(List<Shard> shards) {
    this.sharding = new Sharding(shards.size());
    this.shards = List.copyOf(shards);
  }

  /**
   * Hands in a request; never waits.
   *
   * @param remaining how long from now the caller will wait; work not begun by then is not begun
   */
  public CompletableFuture<IssueOutcome> submit(
      CustomerId customer, DrawRequest request, Duration remaining) {
    return of(customer, request.chain()).writer().submit(customer, request, remaining);
  }

  /** Where a chain ends, as a majority has it now. */
  public Look<ChainHead> head(CustomerId customer, ChainName chain) throws InterruptedException {
    return of(customer, chain).ledger().head(customer, chain);
  }

  /** A draw by its id, which does not tell its shard. */
  public Look<byte[]> draw(DrawId id) throws InterruptedException {
    return Ledger.draw(shards.stream().map(Shard::ledger).toList(), id);
  }

  private Shard of(CustomerId customer, ChainName chain) {
    return shards.get(sharding.of(customer, chain));
  }

  /** How many requests are waiting. */
  public int waiting() {
    return shards.stream().mapToInt(shard -> shard.writer().waiting()).sum();
  }

  /** Whether every chain's requests are taken and can be put before somebody who decides. */
  public boolean isWritable() {
    return shards.stream().allMatch(shard -> shard.writer().isWritable());
  }

  /** Whether a shard has ended by itself, so that only another start of the process can mend it. */
  public boolean isBroken() {
    return shards.stream().anyMatch(shard -> shard.ledger().isBroken());
  }

  /**
   * Completes once every shard has caught up with its group, for the first time since the start.
   */
  public CompletableFuture<Void> caughtUp() {
    return CompletableFuture.allOf(
        shards.stream()
            .map(shard -> shard.ledger().caughtUp())
            .toArray(CompletableFuture<?>[]::new));
  }

  /** Whether {@link #caughtUp} has completed. */
  public boolean hasCaughtUp() {
    return shards.stream().allMatch(shard -> shard.ledger().hasCaughtUp());
  }

  /** Whether the disk, which all shards share, has room for another draw. */
  public boolean hasRoom() {
    return shards.getFirst().ledger().hasRoom();
  }

  /** How much of the disk is free. */
  public long freeBytes() {
    return shards.getFirst().ledger().freeBytes();
  }

  /** What is known here of each shard's group. */
  public List<Membership> memberships() {
    return shards.stream().map(shard -> shard.ledger().membership()).toList();
  }

  /** What was found in reading all shards again. */
  public LedgerScrub.View scrubbed() {
    return shards.stream()
        .map(shard -> shard.scrub().view())
        .reduce(LedgerScrub.View::and)
        .orElseThrow();
  }

  @Override
  public void start() {
    shards.forEach(Shard::start);
  }

  /** All at once, so that it takes as long as the slowest; one's trouble keeps no other from it. */
  @Override
  public void stop() throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newFixedThreadPool(shards.size())) {
      List<Callable<Void>> ends = shards.stream().map(ShardedLedger::end).toList();
      for (Future<Void> ended : threads.invokeAll(ends)) {
        ended.get();
      }
    }
  }

  private static Callable<Void> end(Shard shard) {
    return () -> {
      shard.stop();
      return null;
    };
  }
}
