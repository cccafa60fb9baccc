package io.eightnines.runbooks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Watches the answers of the name server for an address to leave or to come back. */
public final class DnsWatch {
  /**
   * An answer holds two of three addresses, so one answer without a live one is common; thirty in a
   * row happen once in 10<sup>14</sup> times.
   */
  static final int IN_A_ROW = 30;

  private static final Duration BETWEEN = Duration.ofMillis(1);

  /** A return takes seconds: asking more often would only take time from the fleet. */
  private static final Duration BETWEEN_WHILE_AWAY = Duration.ofMillis(20);

  private final DnsLookup lookup;
  private long asked;
  private long unanswered;

  /** Watches by these look-ups. */
  public DnsWatch(DnsLookup lookup) {
    this.lookup = lookup;
  }

  /**
   * Waits for thirty answers in a row without an address.
   *
   * @return when the first of them came, in nanoseconds of elapsed time; empty if not in time
   */
  public Optional<Long> gone(String address, Duration within) {
    long deadline = System.nanoTime() + within.toNanos();
    long first = 0;
    int row = 0;
    while (System.nanoTime() < deadline) {
      List<String> answer = ask();
      if (answer.isEmpty() || answer.contains(address)) {
        row = 0;
      } else {
        first = row == 0 ? System.nanoTime() : first;
        if (++row == IN_A_ROW) {
          return Optional.of(first);
        }
      }
      LockSupport.parkNanos(BETWEEN.toNanos());
    }
    return Optional.empty();
  }

  /**
   * Waits for an answer with an address.
   *
   * @return when it came, in nanoseconds of elapsed time; empty if not in time
   */
  public Optional<Long> back(String address, Duration within) {
    long deadline = System.nanoTime() + within.toNanos();
    while (System.nanoTime() < deadline) {
      if (ask().contains(address)) {
        return Optional.of(System.nanoTime());
      }
      LockSupport.parkNanos(BETWEEN_WHILE_AWAY.toNanos());
    }
    return Optional.empty();
  }

  /** How many look-ups had no answer in time, of how many. */
  public String unanswered() {
    return unanswered + " of " + asked;
  }

  private List<String> ask() {
    asked++;
    try {
      return lookup.addresses();
    } catch (IOException lost) {
      unanswered++;
      return List.of();
    }
  }
}
