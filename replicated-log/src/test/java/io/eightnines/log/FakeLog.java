package io.eightnines.log;

import io.eightnines.time.Clocks;
import java.nio.file.Path;
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
  private String self = "alone";
  private Optional<String> leader = Optional.of("alone");
  private CompletableFuture<Void> changes = CompletableFuture.completedFuture(null);
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

  /** Plays {@code name} in a group that {@code leads} leads, or nobody if that is empty. */
  public synchronized void play(String name, Optional<String> leads, List<Member> group) {
    self = name;
    leader = leads;
    members = List.copyOf(group);
  }

  /** What becomes of every change of the group from now on, unless it is compared in vain. */
  public synchronized void endChangesWith(CompletableFuture<Void> end) {
    changes = end;
  }

  @Override
  public synchronized Membership membership() {
    Membership.Role role =
        leader
            .map(name -> name.equals(self) ? Membership.Role.LEADER : Membership.Role.FOLLOWER)
            .orElse(Membership.Role.CUT_OFF);
    return new Membership(self, role, leader, 1, members, disk.index, Duration.ZERO);
  }

  @Override
  public synchronized CompletableFuture<Void> changeMembers(
      List<Member> present, List<Member> wanted) {
    if (!present.equals(members)) {
      return CompletableFuture.failedFuture(
          new ChangeRefusedException("the group is " + members, new IllegalStateException()));
    }
    if (changes.isDone() && !changes.isCompletedExceptionally()) {
      members = List.copyOf(wanted);
    }
    return changes.copy();
  }

  /** As a leader refuses. */
  public static CompletableFuture<Void> refusal(String why) {
    return CompletableFuture.failedFuture(
        new ChangeRefusedException(why, new IllegalStateException(why)));
  }

  @Override
  public synchronized CompletableFuture<Snapshot> snapshot() {
    disk.snapshot = fold.snapshot();
    disk.snapshotIndex = disk.index;
    return CompletableFuture.completedFuture(
        new Snapshot(disk.index, List.of(Path.of("snapshot.1_" + disk.index))));
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
