package io.eightnines.failover.settings;

import io.eightnines.failover.fleet.Endpoint;
import io.eightnines.failover.fleet.RegionId;
import io.eightnines.failover.fleet.Weight;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint: a region, a literal IP address, a port, and a weight of 0 to 1000.
 *
 * @param capacity requests a second that it can take; without it, all there are
 */
public record EndpointSection(
    @NotNull String region,
    @NotNull String address,
    @NotNull @Min(1) @Max(65_535) Integer port,
    @NotNull @Min(0) @Max(Weight.MAX) Integer weight,
    @Min(1) @Nullable Long capacity) {
  public EndpointSection {
    if (region != null) {
      var _ = new RegionId(region);
    }
    if (address != null) {
      Literals.address("address", address);
    }
  }

  public Endpoint toEndpoint() {
    return new Endpoint(
        new RegionId(region), Literals.address("address", address), port, new Weight(weight));
  }
}
