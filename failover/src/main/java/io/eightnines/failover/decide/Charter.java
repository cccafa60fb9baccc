package io.eightnines.failover.decide;

import io.eightnines.failover.fleet.Fleet;
import io.eightnines.failover.plan.PlanPolicy;
import io.eightnines.failover.vote.VotePolicy;

/**
 * What all daemons decide about, and by which rules: part of the log, because daemons with
 * different files would otherwise come to different plans.
 *
 * @param revision grows with each change; an older one never replaces a newer one
 * @param generationFloor a generation already served before this log began: plans go on above it
 */
public record Charter(
    long revision, long generationFloor, Fleet fleet, VotePolicy votes, PlanPolicy plans) {
  public Charter {
    if (revision < 1) {
      throw new IllegalArgumentException("revision is " + revision + ", expected 1 or more");
    }
    if (generationFloor < 0) {
      throw new IllegalArgumentException(
          "generationFloor is " + generationFloor + ", expected 0 or more");
    }
  }

  /** Whether it says the same, whatever its revision and wherever its generations begin. */
  public boolean saysTheSameAs(Charter other) {
    return fleet.equals(other.fleet) && votes.equals(other.votes) && plans.equals(other.plans);
  }
}
