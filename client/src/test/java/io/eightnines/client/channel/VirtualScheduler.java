package io.eightnines.client.channel;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Virtual time: tasks run in order of their due time, then of their making, as time is moved. */
final class VirtualScheduler implements Scheduler {
  private final PriorityQueue<Due> queue =
      new PriorityQueue<>(Comparator.comparingLong(Due::nanos).thenComparingLong(Due::number));
  private long now;
  private long made;

  private record Due(long nanos, long number, Runnable task) {}

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public Task schedule(Duration delay, Runnable task) {
    Due due = new Due(now + delay.toNanos(), made++, task);
    queue.add(due);
    return () -> queue.remove(due);
  }

  /** Moves time on, running what becomes due on the way. */
  void advance(Duration by) {
    long until = now + by.toNanos();
    while (!queue.isEmpty() && queue.peek().nanos() <= until) {
      Due due = queue.remove();
      now = due.nanos();
      due.task().run();
    }
    now = until;
  }
}
