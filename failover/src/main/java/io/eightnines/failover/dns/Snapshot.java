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
  static Snapshot of(Zone zone, Plan plan, GeoTable geo, ReadyAnswers ready) {
    int ttlSeconds = zone.service().ttlSeconds(plan.isUnsettled());
    return new Snapshot(zone, plan, ready, new Pools(plan, geo.regions()), ttlSeconds);
  }
}
