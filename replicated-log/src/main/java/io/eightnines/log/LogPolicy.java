package io.eightnines.log;

import java.time.Duration;

/**
 * How a replicated log trades speed for calm.
 *
 * @param electionMin least silence of the leader after which a follower stands for election
 * @param electionMax most silence; a wider gap to the least makes split votes rarer
 * @param proposal how long a proposal may take before it fails
 * @param snapshotEvery entries between two snapshots of the state
 * @param maxCommandBytes what a command may have at most: a longer one is a mistake, for it delays
 *     the votes behind it
 */
public record LogPolicy(
    Duration electionMin,
    Duration electionMax,
    Duration proposal,
    long snapshotEvery,
    int maxCommandBytes) {
  /** Enough for what people and probers have to say. */
  public static final int SHORT_COMMANDS = 64 * 1024;

  /** Several of the longest commands fit into one message between replicas. */
  private static final int LONGEST_COMMAND = 8 * 1024 * 1024;

  /**
   * Raft's paper recommends 150-300 ms (Ongaro and Ousterhout 2014, section 9.3). A proposal that
   * met a dead leader fails a little after the next one can be there. A daemon that starts reads at
   * most {@code snapshotEvery} entries again before it can lead or follow: with three observers
   * that renew their ballots each second, 256 are about a minute and a half.
   */
  public static final LogPolicy DEFAULT =
      new LogPolicy(Duration.ofMillis(150), Duration.ofMillis(300), Duration.ofMillis(400), 256);

  /** A policy for short commands. */
  public LogPolicy(
      Duration electionMin, Duration electionMax, Duration proposal, long snapshotEvery) {
    this(electionMin, electionMax, proposal, snapshotEvery, SHORT_COMMANDS);
  }

  public LogPolicy {
    if (maxCommandBytes < 1 || maxCommandBytes > LONGEST_COMMAND) {
      throw new IllegalArgumentException(
          "maxCommandBytes must be 1 to " + LONGEST_COMMAND + ", is " + maxCommandBytes);
    }
    if (electionMin.toMillis() < 20 || electionMax.compareTo(electionMin) <= 0) {
      throw new IllegalArgumentException(
          "electionTimeout must be from at least 20 ms to something longer, is "
              + electionMin.toMillis()
              + " to "
              + electionMax.toMillis()
              + " ms");
    }
    if (proposal.toMillis() < 1) {
      throw new IllegalArgumentException(
          "proposal must be at least 1 ms, is " + proposal.toMillis());
    }
    if (snapshotEvery < 1) {
      throw new IllegalArgumentException("snapshotEvery must be at least 1, is " + snapshotEvery);
    }
  }
}
