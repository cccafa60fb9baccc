package io.eightnines.failover.fleet;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every endpoint, in configured order; addresses are unique and at least one weight is above 0. */
public record Fleet(List<Endpoint> endpoints) {
  public Fleet {
    endpoints = List.copyOf(endpoints);
    Set<EndpointId> seen = new HashSet<>();
    for (Endpoint endpoint : endpoints) {
      if (!seen.add(endpoint.id())) {
        throw new IllegalArgumentException(
            "endpoints: address " + endpoint.id() + " is given twice, expected unique addresses");
      }
    }
    if (endpoints.stream().allMatch(endpoint -> endpoint.weight().isNone())) {
      throw new IllegalArgumentException("endpoints: expected at least one with a weight above 0");
    }
  }
}
