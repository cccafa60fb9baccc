package io.eightnines.failover.probe;

import io.eightnines.time.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How well an observer keeps its own time.
 *
 * @param due when the next tick should come
 * @param lastLate when the last tick came that was late enough to matter; null if none was
 */
public record Punctuality(Moment began, Moment due, @Nullable Moment lastLate) {
  /** How long the next tick is overdue, zero or less if it is not. */
  public Duration overdue(Moment now) {
    return now.since(due);
  }
}
