package io.eightnines.client.channel;

import java.time.Duration;

/** The one thread that owns a channel's state, and its clock. */
public interface Scheduler {

  /** A task that may not be wanted any more. */
  interface Task {
    /** Forgets the task if it has not begun. */
    void cancel();
  }

  /** Elapsed time in nanoseconds; only differences mean anything. */
  long nanos();

  /** Runs a task on the owning thread after a delay; zero means as soon as possible. */
  Task schedule(Duration delay, Runnable task);
}
