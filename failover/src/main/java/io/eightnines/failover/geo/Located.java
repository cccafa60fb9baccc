package io.eightnines.failover.geo;

import io.eightnines.failover.fleet.RegionId;
import org.jspecify.annotations.Nullable;

/**
 * What the table says of a client.
 *
 * @param region the region that is preferred, or null if no network holds the client
 * @param scopeBits the same holds for all whose first bits are the client's (RFC 7871 section
 *     7.2.1)
 */
public record Located(@Nullable RegionId region, int scopeBits) {
  public static final Located NOWHERE = new Located(null, 0);
}
