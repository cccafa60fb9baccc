package io.eightnines.failover.plan;

import io.eightnines.failover.fleet.EndpointId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the fleet is asked to carry and what each endpoint can.
 *
 * @param requestsPerSecond the peak to be prepared for; 0 if it is not known
 * @param capacity in requests a second; an endpoint without one is taken to be able to carry all
 */
public record Demand(long requestsPerSecond, Map<EndpointId, Long> capacity) {
  public static final Demand UNKNOWN = new Demand(0, Map.of());

  public Demand {
    capacity = Collections.unmodifiableMap(new LinkedHashMap<>(capacity));
    if (requestsPerSecond < 0) {
      throw new IllegalArgumentException(
          "requestsPerSecond is " + requestsPerSecond + ", expected 0 or more");
    }
    capacity.forEach((id, most) -> {
      if (most < 1) {
        throw new IllegalArgumentException(
            "capacity of " + id + " is " + most + ", expected 1 or more");
      }
    });
  }

  boolean isKnown() {
    return requestsPerSecond > 0 && !capacity.isEmpty();
  }
}
