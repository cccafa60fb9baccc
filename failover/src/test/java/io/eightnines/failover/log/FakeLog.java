package io.eightnines.failover.log;

import io.eightnines.failover.time.Clocks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A log of one replica in memory: applies a proposal at once, in the thread that proposes. */
public final class FakeLog implements ReplicatedLog {
  /** What outlives a replica. */
  public static final class Disk {
    private long index;
    private long logMillis;
    private long snapshotIndex;
    private byte[] snapshot = new byte[0];
    private final List<Entry> entries = new java.util.ArrayList<>();
  }

  private static final long NANOS_A_MILLI = 1_000_000;

  private final Disk disk;
  private final Fold fold;
  private final Clocks clocks;
  private final long originNanos;
  private List<Member> members = List.of(new Member("alone", "127.0.0.1", 0));
  private boolean closed;

  public FakeLog(Disk disk, Fold fold, Clocks clocks) {
    this.disk = disk;
    this.fold = fold;
    this.clocks = clocks;
    this.originNanos = clocks.ticker().elapsedNanos() - disk.logMillis * NANOS_A_MILLI;
    if (disk.snapshotIndex > 0) {
      fold.restore(disk.snapshotIndex, disk.snapshot);
    }
    disk.entries.stream().filter(e -> e.index() > disk.snapshotIndex).forEach(this::give);
  }

  @Override
  public synchronized CompletableFuture<Long> propose(byte[] command) {
    if (command.length > MAX_COMMAND_BYTES) {
      throw new IllegalArgumentException("command has " + command.length + " bytes");
    }
    if (closed) {
      return CompletableFuture.failedFuture(
          new NotCommittedException("the log is closed", new IllegalStateException("closed")));
    }
    disk.index++;
    disk.logMillis = (clocks.ticker().elapsedNanos() - originNanos) / NANOS_A_MILLI;
    Entry entry = new Entry(disk.index, disk.logMillis, clocks.wall().instant(), command.clone());
    disk.entries.add(entry);
    give(entry);
    return CompletableFuture.completedFuture(entry.index());
  }

  private void give(Entry entry) {
    try {
      fold.apply(entry);
    } catch (RuntimeException e) {
      // Without effect, as the port says.
    }
  }

  @Override
  public synchronized Membership membership() {
    return new Membership(
        "alone",
        Membership.Role.LEADER,
        Optional.of("alone"),
        1,
        members,
        disk.index,
        Duration.ZERO);
  }

  @Override
  public synchronized CompletableFuture<Void> changeMembers(List<Member> fresh) {
    members = List.copyOf(fresh);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public synchronized CompletableFuture<Long> snapshot() {
    disk.snapshot = fold.snapshot();
    disk.snapshotIndex = disk.index;
    return CompletableFuture.completedFuture(disk.index);
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
