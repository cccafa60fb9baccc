package io.eightnines.topology;

import java.time.Duration;

/**
 * The name that game backends ask for, and how long answers may be kept.
 *
 * @param zone the zone that the failover daemons serve
 * @param label the service's label in that zone
 * @param ttl for which an answer may be kept: 1 to 60 s, because a dead region stays in caches that
 *     long
 * @param delegationTtl for which the zone's delegation to the daemons may be kept: 1 to 3600 s,
 *     because a lost daemon stays a name server that long
 */
public record ServiceName(DomainName zone, String label, Duration ttl, Duration delegationTtl) {
  public ServiceName {
    new Rules()
        .label("label", label)
        .range("ttlSeconds", ttl.toSeconds(), 1, 60)
        .range("delegationTtlSeconds", delegationTtl.toSeconds(), 1, 3600)
        .keep();
  }

  /** The whole name of the service. */
  public DomainName name() {
    return zone.child(label);
  }
}
