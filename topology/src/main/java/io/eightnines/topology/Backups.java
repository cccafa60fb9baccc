package io.eightnines.topology;

import java.time.Duration;

/**
 * How often backups are made and how long they stay.
 *
 * @param every time between two backups, 1 minute to 1 day: what a lost site may cost at most
 * @param keep after which a backup is deleted, 1 to 36,500 days
 * @param lock during which nobody can delete it, 1 day up to as long as it is kept
 */
public record Backups(Duration every, Duration keep, Duration lock) {
  public Backups {
    new Rules()
        .range("everyMinutes", every.toMinutes(), 1, 24 * 60)
        .range("keepDays", keep.toDays(), 1, 36_500)
        .range("lockDays", lock.toDays(), 1, keep.toDays())
        .keep();
  }
}
