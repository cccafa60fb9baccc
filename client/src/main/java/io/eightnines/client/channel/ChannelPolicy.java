package io.eightnines.client.channel;

import java.time.Duration;

/** Every number that a channel works by. */
public record ChannelPolicy(Hedge hedge, Overdue overdue, Probe probe, Budget budget) {

  /**
   * When a second lane is asked: after the live p95 of the first, within these bounds, which is at
   * most 5 % more requests when all is well (Dean and Barroso, The Tail at Scale, 2013).
   *
   * @param maxAttempts how many attempts one request may have in all
   */
  public record Hedge(Duration floor, Duration cap, int maxAttempts) {
    /** Checks the bounds. */
    public Hedge {
      requireOrdered("hedge", floor, cap);
      requireAtLeastOne("hedge.maxAttempts", maxAttempts);
    }
  }

  /**
   * When an unanswered attempt counts as a time-out of its lane: after three times its p95, within
   * these bounds.
   */
  public record Overdue(Duration floor, Duration cap) {
    /** Checks the bounds. */
    public Overdue {
      requireOrdered("overdue", floor, cap);
    }
  }

  /**
   * How lanes are kept warm and found well again.
   *
   * @param path what is asked with GET; any 2xx is good
   * @param everyFit pause between probes of a fit lane, which also keep its connection open
   * @param everySuspect pause between probes of a suspect lane
   * @param timeout how long one probe may take
   */
  public record Probe(String path, Duration everyFit, Duration everySuspect, Duration timeout) {
    /** Checks the pauses. */
    public Probe {
      requireOrdered("probe", everySuspect, everyFit);
    }
  }

  /**
   * What hedges and retries may cost.
   *
   * @param perSuccess tokens earned by a success: 0.1 keeps extra load at 10 %
   * @param cap the most tokens that can be saved up; a new channel has half of it
   */
  public record Budget(double perSuccess, double cap) {
    /** Checks the ranges. */
    public Budget {
      if (!(perSuccess >= 0 && perSuccess <= 1)) {
        throw new IllegalArgumentException(
            "budget.perSuccess is " + perSuccess + ", expected 0 to 1");
      }
      if (!(cap >= 1)) {
        throw new IllegalArgumentException("budget.cap is " + cap + ", expected at least 1");
      }
    }
  }

  /**
   * The defaults: a tenth more load at most beyond what was saved up, and the rest chosen so that a
   * silent lane is left within 150 ms at 200 requests a second, which a test asserts.
   */
  public static ChannelPolicy defaults() {
    return new ChannelPolicy(
        new Hedge(Duration.ofMillis(30), Duration.ofMillis(200), 6),
        new Overdue(Duration.ofMillis(100), Duration.ofMillis(300)),
        new Probe(
            "/health/ready", Duration.ofSeconds(1), Duration.ofMillis(200), Duration.ofMillis(300)),
        new Budget(0.1, 50));
  }

  /**
   * The same policy for a caller whose own caller retries: one repetition, for a connection that
   * was closed in good faith. Retries in two layers multiply.
   */
  public ChannelPolicy withOneRetry() {
    return new ChannelPolicy(new Hedge(hedge.floor(), hedge.cap(), 2), overdue, probe, budget);
  }

  private static void requireOrdered(String name, Duration low, Duration high) {
    if (low.isNegative() || low.isZero() || low.compareTo(high) > 0) {
      throw new IllegalArgumentException(
          name + " is " + low + " to " + high + ", expected two durations above zero in order");
    }
  }

  private static void requireAtLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + ", expected at least 1");
    }
  }
}
