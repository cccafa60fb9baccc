package io.eightnines.failover.dns;

import io.eightnines.failover.geo.GeoTable;
import io.eightnines.failover.plan.Plan;
import io.eightnines.failover.zone.Zone;

/**
 * All that answers are made of at one moment; another plan or zone makes another snapshot.
 *
 * @param ready answers of the zone that no plan changes; outlives the plan
 * @param ttlSeconds of the service's addresses
 */
record Snapshot(Zone zone, Plan plan, ReadyAnswers ready, Pools pools, int ttlSeconds) {
  /** The least that every resolver honours: zero is taken for many things. */
  private static final int UNSETTLED_TTL_SECONDS = 1;

  static Snapshot of(Zone zone, Plan plan, GeoTable geo, ReadyAnswers ready) {
    return new Snapshot(zone, plan, ready, new Pools(plan, geo.regions()), ttl(zone, plan));
  }

  /** While things are unsettled an answer should not be kept for long. */
  private static int ttl(Zone zone, Plan plan) {
    int quiet = (int) zone.service().ttl().toSeconds();
    return plan.isUnsettled() ? Math.min(quiet, UNSETTLED_TTL_SECONDS) : quiet;
  }
}
